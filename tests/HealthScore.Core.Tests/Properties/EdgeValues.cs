namespace HealthScoring.Tests.Properties;

/// <summary>Numbers at the edges of what a double can be.</summary>
internal static class EdgeValues
{
    public static readonly double[] All =
    [
        double.NaN, BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_0001), BitConverter.UInt64BitsToDouble(0x7FFF_FFFF_FFFF_FFFF),
        BitConverter.UInt64BitsToDouble(0xFFFF_FFFF_FFFF_FFFF), double.PositiveInfinity, double.NegativeInfinity, double.Epsilon,
        -double.Epsilon, BitConverter.UInt64BitsToDouble(0x000F_FFFF_FFFF_FFFF), -0.0, 0, double.MaxValue, double.MinValue, 1e300, -1e300,
    ];
}
