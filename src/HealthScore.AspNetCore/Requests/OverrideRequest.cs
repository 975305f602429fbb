using System.Globalization;
using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring.AspNetCore;

/// <summary>An override that a request asks for. Its author is the user.</summary>
/// <param name="Score">The score, 0 to 100; null where a tier is pinned.</param>
/// <param name="Tier">The tier; null where a score is pinned.</param>
/// <param name="Reason">Why, up to 2,000 characters.</param>
/// <param name="From">From when on it holds; null for now.</param>
/// <param name="Until">Until when it holds.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OverrideRequest(double? Score, string? Tier, string? Reason, DateTimeOffset? From, DateTimeOffset? Until)
{
    private const int LongestReason = 2000;

    /// <summary>Says everything that is wrong with it.</summary>
    /// <param name="reading">Takes the problems.</param>
    /// <param name="tiers">The names of the tiers that there are.</param>
    /// <param name="now">The time.</param>
    public void Check(QueryReading reading, IReadOnlyCollection<string> tiers, DateTimeOffset now)
    {
        if (Score is null == Tier is null)
            reading.Add("score", "Give one of score and tier.");
        if (Score is not (null or (>= 0 and <= 100)))
            reading.Add("score", "A score goes from 0 to 100.");
        if (Tier is not null && !tiers.Contains(Tier))
            reading.Add("tier", $"There is no such tier; there are: {string.Join(", ", tiers)}.");
        if (string.IsNullOrWhiteSpace(Reason))
            reading.Add("reason", "Give the reason, so that others can judge it later.");
        else if (Reason.Length > LongestReason || Reason.Contains('\0', StringComparison.Ordinal) || NameRule.HalfCharacter(Reason))
            reading.Add("reason", string.Create(CultureInfo.InvariantCulture, $"Give at most {LongestReason} whole characters, and not U+0000."));
        if (From is { } from && from.UtcDateTime.Year is < 1900 or > 9000)
            reading.Add("from", "Give a time of the years 1900 to 9000.");
        if (Until is not { } until)
            reading.Add("until", "Give the time when it ends.");
        else if (until.UtcDateTime.Year > 9000)
            reading.Add("until", "Give a time of the years 1900 to 9000.");
        else if (until <= now || until <= From)
            reading.Add("until", "Give a time that is still to come, and after from.");
    }
}
