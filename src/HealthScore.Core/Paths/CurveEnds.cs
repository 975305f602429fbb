namespace HealthScoring.Paths;

/// <summary>Where a curve is worst and how good it gets, in values there really are.</summary>
internal static class CurveEnds
{
    /// <summary>The first value with the fewest points: where a metric without a value is taken to start.</summary>
    public static double WorstValue(Curve curve) => curve.Knots.Where(knot => knot.Points == curve.LowestPoints)
        // The left side of a jump has its points just before it, not at it.
        .Select(knot => curve.Evaluate(knot.X) == curve.LowestPoints ? knot.X : Math.BitDecrement(knot.X))
        .Where(double.IsFinite).DefaultIfEmpty(double.MinValue).First();

    /// <summary>The most points that a value earns; the highest knot may be the left side of a jump, which no value reaches.</summary>
    public static double BestPoints(Curve curve) => curve.Knots.Max(knot =>
        Math.Max(curve.Evaluate(knot.X), knot.X == double.MinValue ? curve.LowestPoints : curve.Evaluate(Math.BitDecrement(knot.X))));

    /// <summary>The most points that an accepted number earns.</summary>
    public static double BestPoints(Curve curve, AcceptedValues accepted) => accepted
        // Between two of these numbers the curve is straight, and nothing is refused.
        .Within(new ValueRange(double.MinValue, double.MaxValue))
        .SelectMany(range => curve.Knots.SelectMany(knot => new[] { knot.X, Math.BitDecrement(knot.X) })
            .SelectMany(value => accepted.Whole ? new[] { Math.Floor(value), Math.Ceiling(value) } : [value])
            .Where(range.Contains).Concat([range.From, range.To]))
        .Max(curve.Evaluate);
}
