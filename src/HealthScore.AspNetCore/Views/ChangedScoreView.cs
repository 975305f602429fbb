namespace HealthScoring.AspNetCore;

/// <summary>One side of a change.</summary>
/// <param name="AsOf">Its time.</param>
/// <param name="Score">The score, 0 to 100.</param>
/// <param name="Tier">The tier that counted.</param>
/// <param name="Fingerprint">The profile's fingerprint.</param>
internal sealed record ChangedScoreView(DateTimeOffset AsOf, double? Score, string? Tier, string Fingerprint);
