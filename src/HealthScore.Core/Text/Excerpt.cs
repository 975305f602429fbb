using System.Globalization;
using System.Text;

namespace HealthScoring.Text;

/// <summary>An author's text as a message shows it: on one line, with nothing invisible in it, and not endless.</summary>
internal static class Excerpt
{
    /// <summary>The most characters that are shown of a value.</summary>
    public const int LongestValue = NameRule.Longest;

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
        return Escaped(text, IsInvisible, longest);
    }

    /// <summary>The text with some characters escaped, cut off where it grows longer than it may.</summary>
    private static string Escaped(string text, Func<char, bool> isEscaped, int longest = int.MaxValue)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, longest));
        for (int i = 0, length; i < text.Length; i += length)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            length = isPair ? 2 : 1;
            string? escape = !isPair && (char.IsSurrogate(text[i]) || isEscaped(text[i])) ? $"\\u{(int)text[i]:X4}" : null;
            if (escaped.Length + (escape?.Length ?? length) > longest)
                return escaped.Append('…').ToString();
            escaped.Append(escape ?? text.AsSpan(i, length).ToString());
        }
        return escaped.ToString();
    }
}
