using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>The coverage under a scorecard as an expression: the share of its weight that has usable data.</summary>
internal sealed class CoverExpression(FragmentWriter sql, MeasuredColumns measured)
{
    public Fragment Of(Scorecard scorecard)
    {
        double coverable = scorecard.Dimensions.Aggregate(0.0, (sum, dimension) => sum + dimension.Source.Weight);
        return sql.Of($"({FragmentWriter.Sum(scorecard.Dimensions.Where(dimension => dimension.Source.Weight > 0)
            .Select(dimension => sql.Of($"{dimension.Source.Weight} * {Of(scorecard, dimension)}")))}) / {coverable}");
    }

    private Fragment Of(Scorecard scorecard, DimensionPlan dimension)
    {
        IEnumerable<int> metrics = Enumerable.Range(dimension.First, dimension.Count);
        double coverable = metrics.Aggregate(0.0, (sum, metric) => sum + scorecard.Metrics[metric].Weight);
        Fragment covered = FragmentWriter.Sum(metrics.Where(metric => scorecard.Metrics[metric].Weight > 0).Select(metric =>
        {
            Fragment weight = sql.Of($"{scorecard.Metrics[metric].Weight}");
            Fragment present = measured.Freshness[metric] is { } fresh ? sql.Of($"{weight} * {fresh}") : weight;
            return sql.Case(sql.Of($"{measured.Values[metric]} IS NULL"), sql.Of($"{0.0}"), present);
        }));
        return sql.Of($"(({covered}) / {coverable})");
    }
}
