namespace HealthScoring;

/// <summary>Bands of a curve that include their upper end, still without the points above the last: see <see cref="Curve.UpTo"/>.</summary>
public sealed class CurveBands
{
    private readonly Knot[] _bands;

    internal CurveBands(params Knot[] bands) => _bands = bands;

    /// <summary>Adds a band.</summary>
    /// <param name="value">Where the band ends, inclusive; more than where the one before ends.</param>
    /// <param name="points">The points of every value above the band before, up to this one.</param>
    /// <returns>These bands and this one.</returns>
    public CurveBands UpTo(double value, double points) => new([.. _bands, new(value, points)]);

    /// <summary>Says what the values above the last band earn.</summary>
    /// <param name="points">The points of every value above.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">A number is not finite, points are not within ±1e9, or the values do not rise.</exception>
    public Curve Above(double points) => Curve.Checked(new UpperBands(_bands, points));
}
