using HealthScoring.Portfolios;

namespace HealthScoring.Columns;

/// <summary>Where the results of some rows go, and how the rows are counted.</summary>
/// <param name="scores">Takes the scores; NaN where unscored. Says how many rows there are.</param>
/// <param name="tiers">Takes the tiers; -1 where unscored.</param>
internal readonly ref struct BlockOutput(Span<double> scores, Span<int> tiers)
{
    public Span<double> Scores { get; } = scores;

    public Span<int> Tiers { get; } = tiers;

    /// <summary>Takes the coverages; empty where they are not wanted.</summary>
    public Span<double> Coverage { get; init; }

    /// <summary>Takes the segments, -1 for the base profile; empty where they are not wanted.</summary>
    public Span<int> Segments { get; init; }

    /// <summary>Counts the rows, except their faults; null where they are not counted.</summary>
    public PortfolioTally? Tally { get; init; }

    /// <summary>The weights to count them with, NaN where there is none; empty for none at all.</summary>
    public ReadOnlySpan<double> Weights { get; init; }

    public int Rows => Scores.Length;

    /// <summary>The results of some of the rows.</summary>
    public BlockOutput Slice(int first, int rows) => new(Scores.Slice(first, rows), Tiers.Slice(first, rows))
    {
        Coverage = Coverage.IsEmpty ? default : Coverage.Slice(first, rows),
        Segments = Segments.IsEmpty ? default : Segments.Slice(first, rows),
        Tally = Tally,
        Weights = Weights.IsEmpty ? default : Weights.Slice(first, rows),
    };
}
