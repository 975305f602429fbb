namespace HealthScoring.Analysis;

/// <summary>A customer bought more.</summary>
/// <param name="At">When.</param>
/// <param name="Amount">How much more, in the unit of the customers' weights.</param>
public readonly record struct Expansion(DateTimeOffset At, double Amount);
