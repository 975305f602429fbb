using System.Buffers;
using System.Text;

namespace HealthScoring.Tool.Scores;

/// <summary>The cell of a text (RFC 4180): in double quotes where it has a comma, a quote or a line break.</summary>
internal static class CsvCell
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Whether a text needs no quotes.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAny(Quoted);

    /// <summary>The cell, in UTF-8.</summary>
    public static byte[] Of(string text) =>
        Encoding.UTF8.GetBytes(IsPlain(text) ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
