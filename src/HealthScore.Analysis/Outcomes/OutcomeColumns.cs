using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>Snapshots with their outcomes as columns, one entry per row, for books of millions.</summary>
public sealed class OutcomeColumns
{
    /// <summary>
    /// What was measured, by metric, signal or label; how old values are is read where it is given (<see cref="MetricColumn.WithAges"/>).
    /// </summary>
    public required IReadOnlyDictionary<string, MetricColumn> Values { get; init; }

    /// <summary>The number of each row's customer, 0 or more.</summary>
    public required ReadOnlyMemory<int> Customers { get; init; }

    /// <summary>The time of each row.</summary>
    public required ReadOnlyMemory<DateTimeOffset> AsOf { get; init; }

    /// <summary>What became of each row: 1 for the outcome, 0 for none within the window, 255 where that is not yet known.</summary>
    public required ReadOnlyMemory<byte> Outcomes { get; init; }

    /// <summary>
    /// The segment that the host names for each row, a column of <see cref="MetricColumn.OfLabels"/>; empty for none at all, as by default.
    /// </summary>
    public MetricColumn Segments { get; init; }

    /// <summary>What each row's customer pays, 0 to 1e15, NaN where that is not known; empty for none at all, as by default.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>Whether something was done to keep each row's customer; empty where it was not, as by default.</summary>
    public ReadOnlyMemory<bool> Treated { get; init; }

    /// <summary>The customers' ids by their number; if not given, the number is the id.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
