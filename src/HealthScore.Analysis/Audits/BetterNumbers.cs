namespace HealthScoring.Analysis;

/// <summary>Numbers of two stretches of one metric, the second of which earns more points by the curve before.</summary>
internal static class BetterNumbers
{
    /// <summary>
    /// The pairs among which a linear difference of points is largest, and where curves only jump any other difference of scores too: both numbers at
    /// a corner, or one at a corner and the other as near to the same points as doubles come. No pair has fewer points before and more points after
    /// than another.
    /// </summary>
    public static (double Before, double After)[] Between(Stretch before, Stretch after, Curve curve, Curve other)
    {
        double[] starts = before.Corners(curve, other), ends = after.Corners(curve, other);
        var pairs = new List<(double, double)>();
        foreach (double end in ends)
        {
            double points = curve.Evaluate(end);
            bool IsWorse(double start) => curve.Evaluate(start) < points;
            pairs.AddRange(starts.Where(IsWorse).Concat(Turns(starts, IsWorse)).Select(start => (start, end)));
        }
        foreach (double start in starts)
        {
            double points = curve.Evaluate(start);
            pairs.AddRange(Turns(ends, end => curve.Evaluate(end) > points).Select(end => (start, end)));
        }
        double fewest = double.PositiveInfinity;
        return [.. pairs.OrderByDescending(pair => curve.Evaluate(pair.Item1)).ThenBy(pair => other.Evaluate(pair.Item2))
            .Where(pair => other.Evaluate(pair.Item2) is var points && points < fewest && (fewest = points) == points)];
    }

    private static IEnumerable<double> Turns(double[] corners, Func<double, bool> holds)
    {
        for (int i = 1; i < corners.Length; i++)
        {
            (double left, double right) = (corners[i - 1], corners[i]);
            if (holds(left) != holds(right))
                yield return holds(left) ? Halving.Last(left, right, holds) : Halving.Last(right, left, holds);
        }
    }
}
