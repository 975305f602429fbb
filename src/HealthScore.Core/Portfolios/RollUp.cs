using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>
/// Joins the scores of a parent's child accounts into one number for the parent. A child is a score, 0 to 100 (<see langword="null"/> or NaN
/// for an unscored one), and a weight, 0 to 1e15, such as its revenue; a child of weight 0 is counted and changes no value.
/// </summary>
/// <remarks>
/// The order of the children does not affect results. Scores and weights are summed in steps of 2^-20, as "Portfolio sums" in
/// docs/semantics.md says.
/// </remarks>
public static class RollUp
{
    /// <summary>The mean score of the scored children, each counting by its weight; never below the lowest nor above the highest.</summary>
    /// <param name="children">The children; may be empty.</param>
    /// <returns>The mean, 0 to 100.</returns>
    /// <exception cref="ArgumentException">A score or a weight is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="children"/> is <see langword="null"/>.</exception>
    public static RolledUp WeightedMean(IEnumerable<(double? Score, double Weight)> children)
    {
        Int128 sum = 0;
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        return Of(children, (score, weight) =>
        {
            sum += weight * Grid.Of(score);
            (least, most) = (Math.Min(least, score), Math.Max(most, score));
        }, total => Math.Clamp(Grid.ToDouble(sum) / (double)total, least, most));
    }

    /// <summary>The lowest score of the scored children; weights only say who counts.</summary>
    /// <param name="children">The children; may be empty.</param>
    /// <returns>The lowest score, 0 to 100.</returns>
    /// <exception cref="ArgumentException">A score or a weight is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="children"/> is <see langword="null"/>.</exception>
    public static RolledUp Lowest(IEnumerable<(double? Score, double Weight)> children)
    {
        double least = double.PositiveInfinity;
        return Of(children, (score, _) => least = Math.Min(least, score), _ => least);
    }

    /// <summary>The share of the scored children's weight whose score is below a limit, such as the <c>From</c> of a tier.</summary>
    /// <param name="children">The children; may be empty.</param>
    /// <param name="limit">The limit, 0 to 100; a score equal to it is not below it.</param>
    /// <returns>The share, 0 to 1.</returns>
    /// <exception cref="ArgumentException">A score or a weight is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="children"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is NaN or outside 0 to 100.</exception>
    public static RolledUp ShareBelow(IEnumerable<(double? Score, double Weight)> children, double limit)
    {
        if (limit is not (>= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A score goes from 0 to 100.");
        double least = Precision.Standard.Least(limit);
        Int128 below = 0;
        return Of(children, (score, weight) => below += score < least ? weight : 0, total => (double)below / (double)total);
    }

    private static RolledUp Of(IEnumerable<(double? Score, double Weight)> children, Action<double, Int128> add, Func<Int128, double> valueOf)
    {
        ArgumentNullException.ThrowIfNull(children);
        (int scored, int unscored, Int128 scoredWeight, Int128 unscoredWeight) = (0, 0, 0, 0);
        foreach ((double? given, double weight) in children)
        {
            double score = given ?? double.NaN;
            if (!double.IsNaN(score) && score is not (>= 0 and <= 100))
                throw Refused($"Child {scored + unscored} scores {score:R}; a score is 0 to 100, and null for an unscored child.");
            if (!Grid.IsWeight(weight))
                throw Refused($"Child {scored + unscored} weighs {weight:R}; a weight is 0 to 1e15.");
            Int128 steps = Grid.OfWeight(weight);
            if (double.IsNaN(score))
            {
                unscored++;
                unscoredWeight += steps;
                continue;
            }
            scored++;
            scoredWeight += steps;
            if (steps > 0)
                add(score + 0.0, steps);
        }
        return new(scoredWeight > 0 ? valueOf(scoredWeight) : null, scored, unscored, Grid.ToDouble(scoredWeight), Grid.ToDouble(unscoredWeight));

        static ArgumentException Refused(FormattableString message) => new(FormattableString.Invariant(message), nameof(children));
    }
}
