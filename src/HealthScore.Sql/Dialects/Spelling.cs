using System.Globalization;

namespace HealthScoring.Sql.Dialects;

/// <summary>What several dialects spell alike.</summary>
internal static class Spelling
{
    /// <summary>A power of two that takes any subnormal number to a normal one when applied twice: 2^1074 itself is no double.</summary>
    public const double HalfWayUp = 4.4989137945431964e161;

    /// <summary>A text that spells a number, as a regular expression.</summary>
    public const string NumberPattern = "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?$";

    /// <summary>How long a text may be that spells a number: engines limit the decimal numbers that they compute with.</summary>
    public const int LongestNumber = 400;

    /// <summary>The least decimal number, to 19 digits, that rounds to infinity.</summary>
    public const string LeastOverflow = "1.797693134862315808e308";

    /// <summary>The greatest decimal number, to 17 digits, that rounds to 0.</summary>
    public const string MostUnderflow = "2.4703282292062327e-324";

    /// <summary>The shortest text that reads back as the same double.</summary>
    // Always with an exponent: without one it would be a decimal number in some engines, with other arithmetic.
    public static string Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E') ? text.Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e') : text + "e0";
    }

    /// <summary>A number in parentheses where it has a sign: two minus signs start a comment.</summary>
    public static string Parenthesized(string number, double value) => double.IsNegative(value) ? $"({number})" : number;

    /// <summary>A text in quotes, with each quote in it doubled.</summary>
    public static string Doubled(string text, char quote) =>
        $"{quote}{text.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}";

    /// <summary>A text in quotes, with each backslash in it doubled.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escaped">What stands for a quote in it.</param>
    /// <param name="quote">The quote.</param>
    public static string Backslashed(string text, string escaped, char quote = '\'') =>
        quote + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace($"{quote}", escaped, StringComparison.Ordinal) + quote;

    /// <summary>A whole number rounded down to a whole number of days, also below 0.</summary>
    public static string WholeDays(string number, long day) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} - ({number} % {day} + {day}) % {day}");

    /// <summary>A time to the microsecond, as in <c>2026-03-01 12:30:00.123456</c>.</summary>
    public static string Microseconds(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
