namespace HealthScoring;

/// <summary>A point of a <see cref="Curve"/>: at the raw value <paramref name="X"/> the metric earns <paramref name="Points"/> points.</summary>
/// <param name="X">The raw value, in the metric's own unit.</param>
/// <param name="Points">The points earned there.</param>
public readonly record struct Knot(double X, double Points)
{
    /// <summary>Lets a knot be written as a pair.</summary>
    /// <param name="knot">The raw value and the points earned there.</param>
    public static implicit operator Knot((double X, double Points) knot) => new(knot.X, knot.Points);
}
