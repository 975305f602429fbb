namespace HealthScoring.Scoring;

/// <summary>Scores a block of measured customers, each in its own segment: the bits of <see cref="Scorecard.Evaluate"/>.</summary>
internal sealed class BlockScorer(CompiledProfile profile)
{
    /// <summary>How many rows stay in the processor's cache.</summary>
    public const int Rows = 512;

    public CompiledProfile Profile => profile;

    /// <summary>Scores the first rows of a tile.</summary>
    /// <param name="tile">One column after the other, in the order of the profile's; NaN and infinities are missing.</param>
    /// <param name="stride">From one column's first value to the next one's.</param>
    /// <param name="named">The segments that the host named; empty where it names none.</param>
    /// <param name="scores">Takes the scores, NaN where unscored. As long as there are rows.</param>
    /// <param name="tiers">Takes the tiers' places, -1 where unscored. As long as the scores.</param>
    /// <param name="coverage">Takes the coverage; empty where it is not wanted.</param>
    /// <param name="segments">Takes the segments' declared places, -1 for the base profile; empty where they are not wanted.</param>
    public void Score(ReadOnlySpan<double> tile, int stride, ReadOnlySpan<string?> named, Span<double> scores, Span<int> tiers,
        Span<double> coverage, Span<int> segments)
    {
        var row = new double[profile.Columns.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            for (int column = 0; column < row.Length; column++)
                row[column] = tile[column * stride + i] is var value && double.IsFinite(value) ? value : double.NaN;
            int segment = profile.Find(row, named.IsEmpty ? null : named[i]);
            Evaluation evaluation = profile[segment].Evaluate(row);
            scores[i] = evaluation.Score;
            tiers[i] = evaluation.Tier;
            if (!coverage.IsEmpty)
                coverage[i] = evaluation.Coverage;
            if (!segments.IsEmpty)
                segments[i] = segment;
        }
    }
}
