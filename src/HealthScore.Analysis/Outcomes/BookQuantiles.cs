using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>
/// The exact quantiles of each metric's raw values, of all customers and per segment: what a median account does, before a curve says what it is
/// worth.
/// </summary>
/// <remarks>Each customer counts once, by its last snapshot. What the profile does not accept, or what is stale, is missing.</remarks>
public sealed class BookQuantiles
{
    private readonly string _profile;

    private BookQuantiles(ScoringProfile profile, long snapshots, SegmentQuantiles all, IReadOnlyList<SegmentQuantiles> segments)
    {
        (_profile, Fingerprint, All, Segments) = (profile.ToString(), profile.Fingerprint, all, segments);
        Earlier = snapshots - all.Customers;
    }

    /// <summary>The profile's fingerprint.</summary>
    public string Fingerprint { get; }

    /// <summary>How many snapshots are left out because there is a later one of the customer.</summary>
    public long Earlier { get; }

    /// <summary>All customers.</summary>
    public SegmentQuantiles All { get; }

    /// <summary>The customers in no segment, then those of each segment in the profile's order; empty where the profile has no segments.</summary>
    public IReadOnlyList<SegmentQuantiles> Segments { get; }

    /// <summary>Sorts the values of snapshots.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="snapshots">The snapshots; their order has no effect.</param>
    /// <returns>The quantiles.</returns>
    /// <exception cref="OutcomeException">A snapshot is there twice, or has a measurement of later; all errors are counted.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static BookQuantiles Of(ScoringProfile profile, IEnumerable<Snapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(snapshots);
        return Of(profile, BookBuilder.Build(snapshots));
    }

    /// <summary>Sorts the values of a book, with those of rows whose outcome is not yet known.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="book">The book.</param>
    /// <returns>The quantiles.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static BookQuantiles Of(ScoringProfile profile, OutcomeBook book)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(book);
        return Of(profile, book.Data);
    }

    /// <summary>The quantiles of a segment.</summary>
    /// <param name="segment">The segment's name; <see langword="null"/> for customers in none, who are all where there are no segments.</param>
    /// <returns>Its quantiles.</returns>
    /// <exception cref="ArgumentException">The profile has no such segment.</exception>
    public SegmentQuantiles Of(string? segment) => segment is null && Segments.Count == 0 ? All
        : Segments.FirstOrDefault(known => known.Segment == segment)
        ?? throw new ArgumentException($"There is no segment '{segment}'.", nameof(segment));

    /// <summary>The lowest tenth, the median and the highest tenth of every metric, for all and per segment, as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain()
    {
        var text = new ReportWriter(ToString()).Lines(All.Metrics.Select(metric => metric.ToString()));
        foreach (SegmentQuantiles segment in Segments)
            text.Section(segment.ToString(), segment.Customers == 0 ? [] : segment.Metrics.Select(metric => metric.ToString()));
        return text.ToString();
    }

    /// <summary>The profile, and what was counted.</summary>
    /// <returns>As in <c>acme (1f0c22d9ab41): 310 customers, 930 earlier snapshots left out</c>.</returns>
    public override string ToString() => $"{_profile}: {Number.Counted(All.Customers, "customer")}"
        + (Earlier > 0 ? $", {Number.Counted(Earlier, "earlier snapshot")} left out" : "");

    private static BookQuantiles Of(ScoringProfile profile, BookRows all)
    {
        BookRows rows = LastRows.OfAll(all);
        int[] segments = ScoredRows.Of(profile, rows).Segments;
        (ProfileMetric Metric, double[] Values)[] metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)
            .Select(metric => (metric, UsableValues.Of(metric, rows.Values)))];
        SegmentQuantiles Quantiles(string? name, Func<int, bool> belongs)
        {
            long customers = segments.LongCount(belongs);
            return new(name, customers, [.. metrics.Select(metric => new MetricQuantiles(metric.Metric, customers,
                SortedValues.Of(metric.Values.Where((_, row) => belongs(segments[row])))))]);
        }
        return new(profile, all.Count, Quantiles(null, _ => true), profile.Segments.Count == 0 ? []
            : [Quantiles(null, segment => segment < 0),
                .. profile.Segments.Select((segment, index) => Quantiles(segment.Name, own => own == index))]);
    }
}
