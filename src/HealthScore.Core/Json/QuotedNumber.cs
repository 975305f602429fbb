using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HealthScoring.Json;

/// <summary>Texts where a number should be.</summary>
internal static class QuotedNumber
{
    /// <summary>What to do with the text of a number; null where it is none.</summary>
    public static string? Remedy(string text) =>
        !double.TryParse(text, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number) ? null
        : IsNumber(text) ? "remove the quotes" : "write it like 0.5, without quotes";

    // What reads as a number need not be one in JSON: 0,5 and +5 are none.
    private static bool IsNumber(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(json);
        try
        {
            return !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && reader.Read() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
