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
}
