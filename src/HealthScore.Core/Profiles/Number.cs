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
    public static string OneDecimal(double value)
    {
        if (Math.Abs(value) >= 1e15)
            return Text(value);
        decimal exact = decimal.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture);
        return (decimal.Truncate(exact * 10) / 10 + 0m).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
