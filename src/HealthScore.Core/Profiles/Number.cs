using System.Globalization;

namespace HealthScoring.Profiles;

/// <summary>How numbers are printed: culture-invariant, and a score never rounded up across a boundary.</summary>
internal static class Number
{
    private const double LargestExact = 1e15;

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// A score, cap or floor, truncated to one decimal. It truncates the shortest decimal text, not the binary number: 0.3 must print as
    /// 0.3 although its double lies below, and the largest double below 80 must print as 79.9.
    /// </summary>
    public static string Score(double value) => OneDecimal(Truncate(Exact(value)));

    /// <summary>A share, 0..1, in per cent, truncated to one decimal.</summary>
    public static string Percent(double share) => OneDecimal(Truncate(Exact(share) * 100)) + " %";

    /// <summary>Points that no boundary depends on, rounded to one decimal.</summary>
    public static string Points(double value) =>
        Math.Abs(value) < LargestExact ? OneDecimal(Math.Round(Exact(value), 1, MidpointRounding.AwayFromZero)) : Text(value);

    /// <summary>A raw value for people: about five digits, and none more than it has.</summary>
    public static string Raw(double value) => Math.Abs(value) < LargestExact
        ? Math.Round(Exact(value), Math.Abs(value) >= 10 ? 2 : 4, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture)
        : Text(value);

    private static decimal Exact(double value) => decimal.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static decimal Truncate(decimal value) => decimal.Truncate(value * 10) / 10;

    // The third section keeps a rounded -0.04 from printing as -0.0.
    private static string OneDecimal(decimal value) => value.ToString("0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
