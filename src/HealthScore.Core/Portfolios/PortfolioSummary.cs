using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The state of many customers: of all, and of each segment's.</summary>
/// <remarks>
/// The same customers give the same bits, however they were counted. System.Text.Json writes and reads it as <see cref="ToJson"/> and
/// <see cref="Parse"/> do.
/// </remarks>
[JsonConverter(typeof(SummaryConverter))]
public sealed class PortfolioSummary
{
    private const int MostMetrics = 3;

    private readonly SummaryData _data;

    internal PortfolioSummary(SummaryData data)
    {
        _data = data;
        All = new(data.All);
        Segments = Array.AsReadOnly([.. data.Segments.Select(group => new PortfolioGroup(group))]);
        UnknownSegments = Array.AsReadOnly([.. data.UnknownSegments.Select(unknown =>
            new UnknownSegment(unknown, Segments.Select(group => group.Segment).OfType<string>()))]);
        Labels = Array.AsReadOnly([.. data.Labels.Select(label => new LabelCount(label))]);
    }

    /// <summary>The fingerprint of the profile the customers were scored by.</summary>
    public string Fingerprint => _data.Fingerprint;

    /// <summary>All customers.</summary>
    public PortfolioGroup All { get; }

    /// <summary>
    /// The customers by the segment they were scored in, also where it has none: first those of the base profile, then the profile's segments
    /// in declared order.
    /// </summary>
    public IReadOnlyList<PortfolioGroup> Segments { get; }

    /// <summary>
    /// The segments that the host named and that the profile does not have: the first five by ordinal name.
    /// <see cref="PortfolioGroup.CustomersOfUnknownSegment"/> counts the customers of all.
    /// </summary>
    public IReadOnlyList<UnknownSegment> UnknownSegments { get; }

    /// <summary>The labels, and the customers whose texts no condition names, by ordinal name.</summary>
    public IReadOnlyList<LabelCount> Labels { get; }

    /// <summary>Reads a summary that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <returns>The summary, equal to the one that was written.</returns>
    /// <exception cref="InvalidStoredDataException">The text is no such summary; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static PortfolioSummary Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(SummaryReader.Read(json));
    }

    /// <summary>Writes the summary as JSON that <see cref="Parse"/> reads back: its members by name, without those that are null.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => SummaryReader.Write(_data);

    /// <summary>
    /// Compares for how many customers each metric and signal is missing with an earlier summary, such as last night's: a source of data that is
    /// down shows at once.
    /// </summary>
    /// <param name="earlier">The earlier summary. It may be by another profile: what both have is compared.</param>
    /// <param name="limit">The change of a share beyond which a metric or signal is named, 0 to 1.</param>
    /// <returns>The shares before and now.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is NaN or outside 0 to 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is <see langword="null"/>.</exception>
    public PortfolioComparison ComparedWith(PortfolioSummary earlier, double limit = 0.1)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (limit is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A share goes from 0 to 1, not in per cent.");
        return new(earlier, this, limit);
    }

    /// <summary>Compares later counts of customers that lack a metric or signal with this summary's, where it has them.</summary>
    internal IEnumerable<MissingShare> MissingShares(IEnumerable<(string Metric, long Customers)> later, long customers)
    {
        var before = All.Missing.ToDictionary(metric => metric.Metric, metric => metric.Customers, StringComparer.Ordinal);
        foreach ((string metric, long missing) in later)
        {
            if (before.TryGetValue(metric, out long was))
                yield return new(metric, SummaryTier.ShareOf(was, All.Customers), SummaryTier.ShareOf(missing, customers));
        }
    }

    /// <summary>The summary as text for people: the customers by tier, what cost them most, and each segment.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform. Means, shares and points are rounded to one decimal.</returns>
    public string Explain()
    {
        var report = new ReportWriter(All.ToString());
        if (All.FaultyCustomers > 0)
            report.Line(FaultText.Of(All.FaultyCustomers));
        if (All.Weight is not null && All.CustomersWithoutWeight > 0)
            report.Line($"{Number.Counted(All.CustomersWithoutWeight, "customer")} without a weight");
        if (All.CustomersOfUnknownSegment > 0)
        {
            report.Line($"{Number.Counted(All.CustomersOfUnknownSegment, "customer")} of a segment that the profile does not have")
                .Lines(UnknownSegments.Select(segment => segment.ToString()), depth: 2);
            if (UnknownSegments.Sum(segment => segment.Customers) is var named && named < All.CustomersOfUnknownSegment)
                report.Line($"other names: {Number.Counted(All.CustomersOfUnknownSegment - named, "customer")}", depth: 2);
        }
        foreach (LabelCount label in Labels.Where(label => label.OtherCustomers > 0))
            report.Line(label.ToString()).Lines(label.Lines, depth: 2);
        return report.Table(Tiers())
            .Section("Lost most", All.Metrics.Where(metric => metric.PointsLost > 0).Take(MostMetrics).Select(metric => metric.ToString()))
            .Section("Beyond the curve", All.Metrics.Select(metric => metric.MostlyBeyond).OfType<string>())
            .Section("By segment",
                Segments.Count == 1 ? [] : Segments.Select(group => group.Segment is null ? $"base profile: {group}" : group.ToString()))
            .Paragraph($"Profile fingerprint {Fingerprint[..12]}")
            .ToString();
    }

    /// <summary>All customers in a line.</summary>
    /// <returns>As in <c>1,200 customers, 1,150 scored, mean score 63.4</c>.</returns>
    public override string ToString() => All.ToString();

    private TextTable Tiers()
    {
        bool isWeighted = All.Weight is not null;
        var table = new TextTable(1, ["", "customers", "share", .. isWeighted ? ["weight", "share"] : Array.Empty<string>()]);
        foreach (TierShare tier in All.Tiers.Append(All.Unscored))
        {
            table.Add([tier.Tier ?? "unscored", Number.Count(tier.Customers), Share(tier.Share),
                .. isWeighted ? [Number.Weight(tier.Weight.GetValueOrDefault()), Share(tier.WeightShare)] : Array.Empty<string>()]);
        }
        return table;
    }

    private static string Share(double? share) => share is { } part ? Number.Percent(part) : "-";
}
