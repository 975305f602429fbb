namespace HealthScoring.Analysis.Statistics;

/// <summary>A confidence interval, both ends included.</summary>
internal readonly record struct Interval(double Lower, double Upper);
