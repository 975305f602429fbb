using System.Globalization;
using System.Text;

namespace HealthScoring.Text;

/// <summary>An author's text as a message shows it: on one line, with nothing invisible in it, and not endless.</summary>
internal static class Excerpt
{
    /// <summary>The most characters that are shown of a value.</summary>
    public const int LongestValue = NameRule.Longest;

    private const int LongestLine = 2000;
    private const int EscapeLength = 6;

    public static string OfValue(string text) => Of(text, LongestValue);

    public static string OfLine(string text) => Of(text, LongestLine);

    /// <summary>A text as JSON has it.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>The whole text, with half a character as it would be escaped: no file can hold it, and none should change it.</summary>
    public static string WithoutHalves(string text) => NameRule.HalfCharacter(text) ? Escaped(text, escapesInvisible: false) : text;

    // Most text is printable ASCII, of which nothing is escaped.
    private static string Of(string text, int longest) => text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? text : Escaped(text, escapesInvisible: true, longest);

    /// <summary>The text with some characters escaped, cut off where it grows longer than it may.</summary>
    private static string Escaped(string text, bool escapesInvisible, int longest = int.MaxValue)
    {
        var shown = new StringBuilder(Math.Min(text.Length, longest));
        for (int i = 0, length; i < text.Length; i += length)
        {
            bool isWhole = Rune.TryGetRuneAt(text, i, out Rune rune);
            length = isWhole ? rune.Utf16SequenceLength : 1;
            bool isEscaped = !isWhole || (escapesInvisible && Invisible.At(text, i, rune));
            if (shown.Length + length * (isEscaped ? EscapeLength : 1) > longest)
                return shown.Append('…').ToString();
            foreach (char character in text.AsSpan(i, length))
                _ = isEscaped ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}") : shown.Append(character);
        }
        return shown.ToString();
    }
}
