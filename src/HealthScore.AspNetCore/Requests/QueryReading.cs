using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HealthScoring.Hosting;
using Microsoft.AspNetCore.Http;

namespace HealthScoring.AspNetCore;

/// <summary>Reads what a request asks for, and collects everything that is wrong with it.</summary>
internal sealed class QueryReading
{
    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly SortedDictionary<string, List<string>> _problems = new(StringComparer.Ordinal);

    public bool HasProblems => _problems.Count > 0;

    public IResult Problem() => TypedResults.ValidationProblem(
        _problems.Select(one => KeyValuePair.Create(one.Key, one.Value.ToArray())), title: "The request cannot be answered as it is.");

    public void Add(string name, string problem)
    {
        if (!_problems.TryGetValue(name, out List<string>? known))
            _problems.Add(name, known = []);
        known.Add(problem);
    }

    public int Count(string name, string? text, int most, int otherwise)
    {
        if (text is null)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && count <= most)
            return count;
        Add(name, string.Create(CultureInfo.InvariantCulture, $"Give a whole number, 1 to {most}."));
        return otherwise;
    }

    /// <summary>A time; a day without a time is its beginning in UTC.</summary>
    public DateTimeOffset? Time(string name, string? text)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && time.UtcDateTime.Year is >= 1900 and <= 9000)
        {
            return time;
        }
        Add(name, "Give a day or a time of the years 1900 to 9000, such as 2026-11-30 or 2026-11-30T02:00:00Z; write + as %2B.");
        return null;
    }

    /// <summary>A name of the profile.</summary>
    public string? Name(string name, string? text)
    {
        if (text is null || CustomerKey.IsPossible(text))
            return text;
        Add(name, "Give a name of the profile: 1 to 200 characters, without white space around them.");
        return null;
    }

    public bool Flag(string name, string? text)
    {
        if (text is not (null or "true" or "false"))
            Add(name, "Give true or false.");
        return text == "true";
    }

    public CustomerOrder Order(string name, string? text)
    {
        if (text is not (null or "weight" or "score"))
            Add(name, "Give weight, for the largest first, or score, for the lowest first.");
        return text == "score" ? CustomerOrder.ScoreAscending : CustomerOrder.WeightDescending;
    }

    /// <summary>The place in a list that <see cref="TextOf"/> wrote.</summary>
    public CustomerPosition? Position(string name, string? text)
    {
        if (text is null)
            return null;
        if (text.Length <= 2000 && Base64Url.IsValid(text))
        {
            string[] parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 2);
            if (parts.Length == 2 && CustomerKey.IsPossible(parts[1]))
            {
                if (parts[0].Length == 0)
                    return new(Key: null, parts[1]);
                if (double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double key) && double.IsFinite(key))
                    return new(key, parts[1]);
            }
        }
        Add(name, "Give what the page before has as next.");
        return null;
    }

    public static string? TextOf(CustomerPosition? position) => position is null ? null
        : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position.Key:R}|{position.CustomerId}")));
}
