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

    private readonly byte[][] _segmentCells = [[], .. profile.Segments.Select(segment => CsvCell.Of(segment.Name))];

    private readonly byte[][][] _tierCells =
    [
        .. ((Segment?[])[null, .. profile.Segments]).Select(segment => profile.TiersOf(segment).Select(tier => CsvCell.Of(tier.Name)).ToArray()),
    ];

    /// <summary>The name of a segment as a cell; empty for the base profile.</summary>
    public ReadOnlySpan<byte> SegmentCellOf(int segment) => _segmentCells[segment + 1];

    /// <summary>The name of a tier as a cell; empty for an unscored customer.</summary>
    public ReadOnlySpan<byte> TierCellOf(int segment, int tier) => tier < 0 ? [] : _tierCells[segment + 1][tier];

    /// <summary>The name of a segment; null for the base profile.</summary>
    public string? SegmentOf(int segment) => _segments[segment + 1];

    /// <summary>The name of a tier; null for an unscored customer.</summary>
    public string? TierOf(int segment, int tier) => tier < 0 ? null : _tiers[segment + 1][tier];
}
