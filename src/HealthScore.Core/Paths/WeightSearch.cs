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
            Evaluation evaluation = score.Scorecard.NewEvaluation();
            score.Scorecard.Measure(score.Row.Values, score.Row.Freshness, evaluation);
            return new Rated(score.Plan.PlaceOf(score.Scorecard.Segment?.Name), score.Row.Values, score.Row.Freshness, evaluation,
                score.Evaluation.Tier);
        })];
    }

    /// <summary>A range for each weight of a scorecard that counts, each dimension before its metrics, in canonical order.</summary>
    /// <param name="scorecard">Has the weights.</param>
    /// <param name="sharing">
    /// The scorecards that have a weight of a name from there, by the place of the segment, the base profile's first; null for one that has not.
    /// </param>
    public IEnumerable<WeightRange> Ranges(Scorecard scorecard, Func<string, Scorecard?[]> sharing)
    {
        for (int d = 0; d < scorecard.Dimensions.Length; d++)
        {
            DimensionPlan dimension = scorecard.Dimensions[d];
            if (dimension.Source.Weight == 0)
                continue;
            Scorecard?[] own = sharing(dimension.Name);
            int place = d;
            yield return Range(dimension.Name, isDimension: true, dimension.Source.Weight,
                weight => [.. own.Select(each => each?.WithDimensionWeight(place, weight))]);
            foreach (int i in Enumerable.Range(dimension.First, dimension.Count).Where(scorecard.Counts))
            {
                Scorecard?[] others = sharing(scorecard.Metrics[i].Name);
                yield return Range(scorecard.Metrics[i].Name, isDimension: false, scorecard.Metrics[i].Weight,
                    weight => [.. others.Select(each => each?.WithMetricWeight(i, weight))]);
            }
        }
    }

    private WeightRange Range(string name, bool isDimension, double weight, Func<double, Scorecard?[]> weighing)
    {
        bool Within(double other) => IsWithin(weighing(other));
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
            scorecard.Join(customer.Values, customer.Freshness, customer.Evaluation);
            if (customer.Evaluation.Tier != customer.Tier && (double)++changed / _customers.Length > _share)
                return false;
        }
        return true;
    }

    private readonly record struct Rated(int Segment, double[] Values, double[] Freshness, Evaluation Evaluation, int Tier);
}
