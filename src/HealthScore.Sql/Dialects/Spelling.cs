using System.Globalization;

namespace HealthScoring.Sql.Dialects;

/// <summary>What several dialects spell alike.</summary>
internal static class Spelling
{
    /// <summary>A power of two that takes any subnormal number to a normal one when applied twice: 2^1074 itself is no double.</summary>
    public const double HalfWayUp = 4.4989137945431964e161;

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

    /// <summary>A time to the microsecond, as in <c>2026-03-01 12:30:00.123456</c>.</summary>
    public static string Microseconds(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
