using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>Finds how far the weights of a scorecard may move before a customer has another tier.</summary>
internal static class WeightSearch
{
    /// <summary>A range for each weight that counts, each dimension before its metrics, in canonical order.</summary>
    public static IEnumerable<WeightRange> Ranges(HealthScore score)
    {
        (Scorecard scorecard, double[] values, double[] freshness) = (score.Scorecard, score.Row.Values, score.Row.Freshness);
        // Earned once: another weight changes no metric's points.
        var evaluation = new Evaluation(scorecard);
        RowArithmetic.Earn(scorecard, values, freshness, evaluation);
        WeightRange Range(string name, bool isDimension, double weight) => WeightRange.Find(name, isDimension, weight, other =>
        {
            RowArithmetic.Combine(scorecard.WithWeight(name, other), values, freshness, evaluation);
            return evaluation.Tier == score.Evaluation.Tier;
        });
        foreach (DimensionPlan dimension in scorecard.Weighted)
        {
            yield return Range(dimension.Name, isDimension: true, dimension.Weight);
            foreach (MetricPlan metric in dimension.Weighted)
                yield return Range(metric.Name, isDimension: false, metric.Weight);
        }
    }
}
