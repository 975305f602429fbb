namespace HealthScoring;

/// <summary>What the sets of metrics gave one customer, by the plan's columns.</summary>
/// <param name="Numbers">The numbers; empty where there are no sets.</param>
/// <param name="Faults">What was thrown instead of a number; null where nothing was.</param>
internal readonly record struct SetNumbers(double[] Numbers, Exception?[]? Faults);
