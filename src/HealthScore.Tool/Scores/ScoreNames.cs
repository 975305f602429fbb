namespace HealthScoring.Tool.Scores;

/// <summary>The names that stand for the indexes of scores.</summary>
/// <param name="profile">The profile.</param>
internal sealed class ScoreNames(ScoringProfile profile)
{
    private readonly string?[] _segments = [null, .. profile.Segments.Select(segment => segment.Name)];

    private readonly string[][] _tiers =
    [
        .. ((Segment?[])[null, .. profile.Segments]).Select(segment => profile.TiersOf(segment).Select(tier => tier.Name).ToArray()),
    ];

    /// <summary>The name of a segment; null for the base profile.</summary>
    public string? SegmentOf(int segment) => _segments[segment + 1];

    /// <summary>The name of a tier; null for an unscored customer.</summary>
    public string? TierOf(int segment, int tier) => tier < 0 ? null : _tiers[segment + 1][tier];
}
