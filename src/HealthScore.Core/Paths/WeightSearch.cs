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
        bool Keeps(string name, double weight)
        {
            RowArithmetic.Combine(scorecard.WithWeight(name, weight), values, freshness, evaluation);
            return evaluation.Tier == score.Evaluation.Tier;
        }

        foreach (DimensionPlan dimension in scorecard.Weighted)
        {
            yield return WeightRange.Find(dimension.Name, isDimension: true, dimension.Weight, other => Keeps(dimension.Name, other));
            foreach (MetricPlan metric in dimension.Weighted)
            {
                // Where the dimension comes or goes the score jumps, and may be back in its tier farther away.
                double? turn = Turn(scorecard, dimension, metric, values, freshness);
                yield return WeightRange.Find(metric.Name, isDimension: false, metric.Weight, other =>
                    Keeps(metric.Name, other) && (turn is not { } jump || metric.Weight < jump == other < jump
                        || (Keeps(metric.Name, jump) && Keeps(metric.Name, Math.BitDecrement(jump)))));
            }
        }
    }

    /// <summary>The weight of a metric from which its dimension has enough data, or no more; null where that is the same for all.</summary>
    private static double? Turn(Scorecard scorecard, DimensionPlan dimension, MetricPlan metric, double[] values, double[] freshness)
    {
        if (!dimension.AsksForCoverage)
            return null;
        bool Covers(double weight)
        {
            Scorecard other = scorecard.WithWeight(metric.Name, weight);
            return RowArithmetic.Cover(other, other.Dimensions[dimension.Index], values, freshness) >= dimension.LeastCoverage;
        }

        bool before = Covers(WeightRange.LeastWeight);
        return Covers(WeightRange.MostWeight) == before ? null
            : Curve.Boundary(WeightRange.LeastWeight, WeightRange.MostWeight, weight => Covers(weight) != before);
    }
}
