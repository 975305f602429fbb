using System.Globalization;

namespace HealthScoring.Profiles;

/// <summary>How numbers are printed: culture-invariant, and never rounded up across a boundary.</summary>
internal static class Number
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// Rounded toward zero to one decimal. It truncates the shortest decimal text, not the binary number: 0.3 must print as 0.3 although
    /// its double lies below, and the largest double below 80 must print as 79.9.
    /// </summary>
    public static string OneDecimal(double value) => Math.Abs(value) < 1e15 ? OneDecimal(Exact(value)) : Text(value);

    /// <summary>A share, 0..1, in per cent, rounded toward zero to one decimal.</summary>
    public static string Percent(double share) => OneDecimal(Exact(share) * 100) + " %";

    private static decimal Exact(double value) => decimal.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string OneDecimal(decimal value) =>
        (decimal.Truncate(value * 10) / 10).ToString("0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
