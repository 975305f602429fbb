namespace HealthScoring.Tool.Books;

/// <summary>One row of a book, as a customer to score.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="AsOf">The time of the row.</param>
/// <param name="Segment">The segment that the file names; null where it names none.</param>
/// <param name="Weight">What the customer weighs; null where that is not known.</param>
/// <param name="Values">What was measured.</param>
/// <param name="Unreadable">The metrics whose cells cannot be read.</param>
internal sealed record BookRow(string Customer, DateTimeOffset AsOf, string? Segment, double? Weight,
    IReadOnlyDictionary<string, Measurement> Values, IReadOnlyList<string> Unreadable)
{
    /// <summary>A row of a block.</summary>
    public static BookRow Of(BookBlock block, int row)
    {
        DateTimeOffset asOf = block.TimeOf(row);
        return new(block.Customers.Values[row], asOf, block.Segments?[row],
            block.Weights?.Values[row] is { } weight && !double.IsNaN(weight) ? weight : null,
            block.Values.ToDictionary(value => value.Key, value => value.Value.MeasurementOf(row, asOf), StringComparer.Ordinal),
            [.. block.Values.Where(value => value.Value.IsUnreadable(row)).Select(value => value.Key)]);
    }

    /// <summary>The metrics, signals and labels of profiles, read from rows.</summary>
    public static IReadOnlyList<IMetric<BookRow>> MetricsOf(params IReadOnlyList<ScoringProfile> profiles) =>
        [.. profiles.SelectMany(profile => profile.MetricNames).Distinct(StringComparer.Ordinal)
            .Select(name => HealthMetric.From<BookRow>(name, (row, _) => row.Measure(name)))];

    /// <summary>A scorer of rows.</summary>
    public static HealthScorer<BookRow> ScorerFor(ScoringProfile profile) =>
        new(profile, MetricsOf(profile), new() { SegmentBy = row => row.Segment });

    private Measurement Measure(string name) =>
        Unreadable.Contains(name) ? throw new UnreadableCellException(name) : Values.GetValueOrDefault(name);
}
