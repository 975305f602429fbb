using System.Globalization;
using System.Text;

namespace HealthScoring.Text;

/// <summary>An author's text as a message shows it: on one line, with nothing invisible in it, and not endless.</summary>
internal static class Excerpt
{
    private const int LongestValue = NameRule.Longest;
    private const int LongestLine = 2000;

    public static string OfValue(string text) => Of(text, LongestValue);

    public static string OfLine(string text) => Of(text, LongestLine);

    /// <summary>Whether a character shows nothing: a control or format character or a line break, but not one that joins letters.</summary>
    public static bool IsInvisible(char character) => character is not ('\u200C' or '\u200D')
        && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>The whole text, with half a character as it would be escaped: no file can hold it, and none should change it.</summary>
    public static string WithoutHalves(string text) => NameRule.HalfCharacter(text) ? Escaped(text, _ => false) : text;

    private static string Of(string text, int longest)
    {
        // Most text is printable ASCII, of which nothing is escaped.
        if (text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        int length = text.Length <= longest ? text.Length : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        string excerpt = Escaped(text.AsSpan(0, length), IsInvisible);
        return length < text.Length ? $"{excerpt}…" : excerpt;
    }

    private static string Escaped(ReadOnlySpan<char> text, Func<char, bool> isEscaped)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                escaped.Append(text[i++]).Append(text[i]);
            else if (char.IsSurrogate(text[i]) || isEscaped(text[i]))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            else
                escaped.Append(text[i]);
        }
        return escaped.ToString();
    }
}
