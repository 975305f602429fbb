using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>Finds how far a weight may move before too many of some customers have another tier.</summary>
internal sealed class WeightSearch
{
    private readonly Rated[] _customers;
    private readonly double _share;

    /// <summary>Measures the customers once: another weight changes no metric's points.</summary>
    /// <param name="scores">The customers.</param>
    /// <param name="share">The share of them that may have another tier.</param>
    public WeightSearch(IEnumerable<HealthScore> scores, double share)
    {
        _share = share;
        _customers = [.. scores.Select(score =>
        {
            var evaluation = new Evaluation(score.Scorecard);
            RowArithmetic.Earn(score.Scorecard, score.Row.Values, score.Row.Freshness, evaluation);
            return new Rated(score.Plan.IndexOf(score.Scorecard.Segment?.Name), score.Row.Values, score.Row.Freshness, evaluation,
                score.Evaluation.Tier);
        })];
    }

    /// <summary>A range for each weight of a scorecard that counts, each dimension before its metrics, in canonical order.</summary>
    /// <param name="scorecard">Has the weights.</param>
    /// <param name="sharing">
    /// The scorecards that have a weight of a name from there, by the index of the segment, the base profile's first; null for one that has not.
    /// </param>
    public IEnumerable<WeightRange> Ranges(Scorecard scorecard, Func<string, Scorecard?[]> sharing)
    {
        foreach (DimensionPlan dimension in scorecard.Weighted)
        {
            yield return Range(dimension.Name, isDimension: true, dimension.Weight, sharing(dimension.Name));
            foreach (MetricPlan metric in dimension.Weighted)
                yield return Range(metric.Name, isDimension: false, metric.Weight, sharing(metric.Name));
        }
    }

    private WeightRange Range(string name, bool isDimension, double weight, Scorecard?[] scorecards)
    {
        bool Within(double other) => IsWithin([.. scorecards.Select(each => each?.WithWeight(name, other))]);
        double lowest = Curve.Boundary(WeightRange.LeastWeight, weight, Within);
        double highest = Within(WeightRange.MostWeight)
            ? WeightRange.MostWeight
            : Math.BitDecrement(Curve.Boundary(weight, WeightRange.MostWeight, other => !Within(other)));
        return new(name, isDimension, weight, lowest, highest);
    }

    private bool IsWithin(Scorecard?[] scorecards)
    {
        int changed = 0;
        foreach (Rated customer in _customers)
        {
            if (scorecards[customer.Segment + 1] is not { } scorecard)
                continue;
            RowArithmetic.Combine(scorecard, customer.Values, customer.Freshness, customer.Evaluation);
            if (customer.Evaluation.Tier != customer.Tier && (double)++changed / _customers.Length > _share)
                return false;
        }
        return true;
    }

    private readonly record struct Rated(int Segment, double[] Values, double[] Freshness, Evaluation Evaluation, int Tier);
}
