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

    private static string Of(string text, int longest)
    {
        int length = text.Length <= longest ? text.Length : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        var excerpt = new StringBuilder(length);
        foreach (char character in text.AsSpan(0, length))
            excerpt.Append(IsInvisible(character) ? $"\\u{(int)character:X4}" : character.ToString());
        return length < text.Length ? excerpt.Append('…').ToString() : excerpt.ToString();
    }
}
