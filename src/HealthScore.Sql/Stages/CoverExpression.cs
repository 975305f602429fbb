using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>The coverage under a scorecard as an expression: the share of its weight that has usable data.</summary>
internal sealed class CoverExpression(FragmentWriter sql, MeasuredColumns measured)
{
    public Fragment Of(Scorecard scorecard)
    {
        Fragment covered = FragmentWriter.Sum(scorecard.Weighted.Select(dimension => sql.Of($"{dimension.Weight} * {Of(dimension)}")));
        return sql.Of($"({covered}) / {scorecard.DimensionWeight}");
    }

    /// <summary>The share of one dimension's weight that has usable data.</summary>
    public Fragment Of(DimensionPlan dimension)
    {
        Fragment covered = FragmentWriter.Sum(dimension.Weighted.Select(metric =>
        {
            Fragment weight = sql.Of($"{metric.Weight}");
            Fragment present = measured.Freshness[metric.Index] is { } fresh ? sql.Of($"{weight} * {fresh}") : weight;
            return sql.Case(sql.Of($"{measured.Values[metric.Index]} IS NULL"), sql.Of($"{0.0}"), present);
        }));
        return sql.Of($"(({covered}) / {dimension.MetricWeight})");
    }
}
