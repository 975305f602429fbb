namespace HealthScoring;

/// <summary>
/// A stretch of a curve from a raw value (inclusive) up to the next piece: <c>Offset + (value - Start) * Slope</c>. A flat piece starts at
/// 0, so that no distance overflows.
/// </summary>
internal readonly record struct Piece(double From, double Start, double Offset, double Slope)
{
    public static Piece Flat(double from, double points) => new(from, 0, points, 0);

    public double At(double value) => Offset + (value - Start) * Slope;
}
