namespace HealthScoring.Benchmarks.Customers;

/// <summary>A profile and the metrics it was made of.</summary>
internal sealed record Draft(ScoringProfile Profile, IReadOnlyList<MetricDraft> Metrics);
