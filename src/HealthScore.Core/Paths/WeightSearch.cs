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
        // Beyond one of these, the customer may come into another tier, and be back in its own farther away.
        double[] turns = Turns(name, within);
        bool Keeps(double other) => Evaluate(name, other).Tier == _tier;
        return WeightRange.Find(name, isDimension: within is null, weight, other => Keeps(other)
            && turns.All(turn => weight < turn == other < turn || (Keeps(turn) && Keeps(Math.BitDecrement(turn)))));
    }

    /// <summary>
    /// The weight from which the dimension is left out or taken in, and the one from which a customer without a score has enough data or too few.
    /// Nothing else turns back: a guardrail withholds the score only where a dimension has few points.
    /// </summary>
    private double[] Turns(string name, DimensionPlan? within) =>
    [
        .. within is { AsksForCoverage: true } ? Turn(weight => Covers(within, name, weight)) : [],
        .. _tier < 0 ? Turn(weight => Evaluate(name, weight).LowCoverage) : [],
    ];

    /// <summary>The weight from which the answer, which changes once at the most, is another; none where it stays.</summary>
    private static double[] Turn(Func<double, bool> holds)
    {
        bool before = holds(WeightRange.LeastWeight);
        return holds(WeightRange.MostWeight) == before ? []
            : [Curve.Boundary(WeightRange.LeastWeight, WeightRange.MostWeight, weight => holds(weight) != before)];
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
