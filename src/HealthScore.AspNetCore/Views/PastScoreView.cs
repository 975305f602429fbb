namespace HealthScoring.AspNetCore;

/// <summary>A score of the history.</summary>
/// <param name="AsOf">Its time.</param>
/// <param name="Score">The score, 0 to 100.</param>
/// <param name="Tier">The tier that counted.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Weight">The weight.</param>
/// <param name="IsPinned">Whether an override held.</param>
/// <param name="Fingerprint">The profile's fingerprint.</param>
internal sealed record PastScoreView(
    DateTimeOffset AsOf, double? Score, string? Tier, string? Segment, double? Weight, bool IsPinned, string Fingerprint);
