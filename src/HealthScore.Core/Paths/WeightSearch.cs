using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>Finds how far the weights of a scorecard may move before a customer has another tier.</summary>
internal static class WeightSearch
{
    /// <summary>A range for each weight that counts, each dimension before its metrics, in canonical order.</summary>
    public static IEnumerable<WeightRange> Ranges(HealthScore score)
    {
        Scorecard scorecard = score.Scorecard;
        (double[] values, double[] freshness) = (score.Row.Values, score.Row.Freshness);
        // Measured once: another weight changes no metric's points.
        Evaluation evaluation = scorecard.NewEvaluation();
        scorecard.Measure(values, freshness, evaluation);
        bool KeepsTier(Scorecard other)
        {
            other.Join(values, freshness, evaluation);
            return evaluation.Tier == score.Evaluation.Tier;
        }

        for (int d = 0; d < scorecard.Dimensions.Length; d++)
        {
            (DimensionPlan dimension, int place) = (scorecard.Dimensions[d], d);
            if (dimension.Source.Weight == 0)
                continue;
            yield return WeightRange.Find(dimension.Name, isDimension: true, dimension.Source.Weight,
                weight => KeepsTier(scorecard.WithDimensionWeight(place, weight)));
            foreach (int i in Enumerable.Range(dimension.First, dimension.Count).Where(scorecard.Counts))
            {
                yield return WeightRange.Find(scorecard.Metrics[i].Name, isDimension: false, scorecard.Metrics[i].Weight,
                    weight => KeepsTier(scorecard.WithMetricWeight(i, weight)));
            }
        }
    }
}
