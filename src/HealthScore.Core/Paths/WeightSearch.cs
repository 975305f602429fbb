using HealthScoring.Plans;

namespace HealthScoring.Paths;

/// <summary>Finds how far the weights of a scorecard may move before a customer has another tier.</summary>
internal sealed class WeightSearch
{
    private readonly Scorecard _scorecard;
    private readonly double[] _values;
    private readonly double[] _freshness;
    private readonly Evaluation _evaluation;
    private readonly int _tier;

    private WeightSearch(HealthScore score)
    {
        (_scorecard, _values, _freshness, _tier) = (score.Scorecard, score.Row.Values, score.Row.Freshness, score.Evaluation.Tier);
        // Earned once: another weight changes no metric's points.
        _evaluation = new(_scorecard);
        RowArithmetic.Earn(_scorecard, _values, _freshness, _evaluation);
    }

    /// <summary>A range for each weight that counts, each dimension before its metrics, in canonical order.</summary>
    public static IEnumerable<WeightRange> Ranges(HealthScore score)
    {
        var search = new WeightSearch(score);
        foreach (DimensionPlan dimension in search._scorecard.Weighted)
        {
            yield return search.Range(dimension.Name, dimension.Weight, within: null);
            foreach (MetricPlan metric in dimension.Weighted)
                yield return search.Range(metric.Name, metric.Weight, dimension);
        }
    }

    /// <summary>Finds the range of one weight.</summary>
    /// <param name="name">The name of the dimension or metric that has it.</param>
    /// <param name="weight">The weight now.</param>
    /// <param name="within">The metric's dimension; null where the weight is a dimension's.</param>
    private WeightRange Range(string name, double weight, DimensionPlan? within)
    {
        // Where one of these changes, the customer may come into another tier, and be back in its own farther away.
        double[] turns = Turns([.. Questions(name, within)]);
        bool Keeps(double other) => Evaluate(name, other).Tier == _tier;
        return WeightRange.Find(name, isDimension: within is null, weight, other => Keeps(other)
            && turns.All(turn => weight < turn == other < turn || (Keeps(turn) && Keeps(Math.BitDecrement(turn)))));
    }

    /// <summary>
    /// What decides, besides the score itself, which tier a customer has. Each answer changes once, at the most, while the weight rises, between two
    /// changes of the answers before it: a guardrail withholds the score only where a dimension has few points.
    /// </summary>
    private IEnumerable<Func<double, bool>> Questions(string name, DimensionPlan? within)
    {
        if (within is { AsksForCoverage: true })
            yield return weight => Covers(within, name, weight);
        // Without a score for one reason, the customer may have none for another one farther away, and a score between.
        if (_tier < 0)
        {
            yield return weight => Evaluate(name, weight).LowCoverage;
            yield return weight => Evaluate(name, weight).Withheld;
        }
    }

    /// <summary>The weights from which answers are others. Each changes once, at the most, between those of the questions before it.</summary>
    private static double[] Turns(Func<double, bool>[] questions)
    {
        List<double> turns = [];
        foreach (Func<double, bool> holds in questions)
        {
            double[] starts = [WeightRange.LeastWeight, .. turns.Order()];
            for (int i = 0; i < starts.Length; i++)
            {
                double end = i + 1 < starts.Length ? Math.BitDecrement(starts[i + 1]) : WeightRange.MostWeight;
                bool before = holds(starts[i]);
                if (holds(end) != before)
                    turns.Add(Curve.Boundary(starts[i], end, weight => holds(weight) != before));
            }
        }
        return [.. turns];
    }

    private Evaluation Evaluate(string name, double weight)
    {
        RowArithmetic.Combine(_scorecard.WithWeight(name, weight), _values, _freshness, _evaluation);
        return _evaluation;
    }

    private bool Covers(DimensionPlan dimension, string metric, double weight)
    {
        Scorecard other = _scorecard.WithWeight(metric, weight);
        return RowArithmetic.Cover(other, other.Dimensions[dimension.Index], _values, _freshness) >= dimension.LeastCoverage;
    }
}
