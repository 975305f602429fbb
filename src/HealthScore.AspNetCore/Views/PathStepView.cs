namespace HealthScoring.AspNetCore;

/// <summary>What one metric alone would have to become.</summary>
/// <param name="Metric">The metric or signal.</param>
/// <param name="IsPossible">Whether it can alone.</param>
/// <param name="PointsToGain">What it could add.</param>
/// <param name="NeededValue">The raw value that it takes; left out where the tier is reached and values are not shown.</param>
/// <param name="Value">The raw value now, where values are shown.</param>
/// <param name="Unit">What the raw value counts.</param>
internal sealed record PathStepView(string Metric, bool IsPossible, double PointsToGain, double? NeededValue, double? Value, string? Unit);
