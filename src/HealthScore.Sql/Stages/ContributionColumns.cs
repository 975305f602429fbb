using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Each metric's contribution, in canonical order.</summary>
/// <param name="Added">The points that it adds to the score.</param>
/// <param name="Lost">The points that it fails to add.</param>
internal sealed record ContributionColumns(StageColumn[] Added, StageColumn[] Lost)
{
    /// <summary>The contributions with the metrics' names.</summary>
    public IEnumerable<(StageColumn Added, StageColumn Lost, string Metric)> PerMetric(IEnumerable<string> metrics) => Added.Zip(Lost, metrics);
}
