using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>The coverage under a scorecard as an expression: the share of its weight that has usable data.</summary>
/// <param name="sql">Writes fragments.</param>
/// <param name="measured">What counts of the measured values.</param>
/// <param name="dimensions">The metrics combined into each dimension.</param>
internal sealed class CoverExpression(FragmentWriter sql, MeasuredColumns measured, CombinedColumns[] dimensions)
{
    public Fragment Of(Scorecard scorecard)
    {
        Fragment covered = FragmentWriter.Sum(scorecard.Weighted.Select(dimension => sql.Of($"{dimension.Weight} * {Of(scorecard, dimension)}")));
        return sql.Of($"({covered}) / {scorecard.DimensionWeight}");
    }

    /// <summary>The share of one dimension's weight that has usable data.</summary>
    public Fragment Of(Scorecard scorecard, DimensionPlan dimension)
    {
        CombinedColumns combined = dimensions[dimension.Index];
        // A mean divides by the same sum, unless points for what is missing count in it.
        if (combined.Total is { } total && combined.Parts[scorecard].All(part => !part.IsAlwaysPresent))
            return sql.Of($"({total} / {dimension.MetricWeight})");
        Fragment covered = FragmentWriter.Sum(dimension.Weighted.Zip(combined.Parts[scorecard], (metric, part) =>
        {
            StageColumn value = part.IsAlwaysPresent ? measured.Values[metric.Index] : part.Points;
            Fragment weight = sql.Of($"{metric.Weight}");
            Fragment present = measured.Freshness[metric.Index] is { } fresh ? sql.Of($"{weight} * {fresh}") : weight;
            return sql.Case(sql.Of($"{value} IS NULL"), sql.Of($"{0.0}"), present);
        }));
        return sql.Of($"(({covered}) / {dimension.MetricWeight})");
    }
}
