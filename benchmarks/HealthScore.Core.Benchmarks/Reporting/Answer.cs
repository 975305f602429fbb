namespace HealthScoring.Benchmarks.Reporting;

/// <summary>What a question was answered with.</summary>
internal sealed record Answer(Table Table, IReadOnlyList<Drawing> Drawings);
