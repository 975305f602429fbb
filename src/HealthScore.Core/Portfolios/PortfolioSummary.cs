using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The state of many customers: of all, and of each segment's.</summary>
/// <remarks>The same customers give the same bits, however they were counted.</remarks>
public sealed class PortfolioSummary
{
    private const int MostMetrics = 3;

    internal PortfolioSummary(string fingerprint, PortfolioGroup all, PortfolioGroup[] segments, UnknownSegment[] unknownSegments)
    {
        Fingerprint = fingerprint;
        All = all;
        Segments = Array.AsReadOnly(segments);
        UnknownSegments = Array.AsReadOnly(unknownSegments);
    }

    /// <summary>The fingerprint of the profile the customers were scored by.</summary>
    public string Fingerprint { get; }

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

    /// <summary>The summary as text for people: the customers by tier, what cost them most, and each segment.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform. Means, shares and points are rounded to one decimal.</returns>
    public string Explain()
    {
        var report = new ReportWriter(All.ToString());
        if (All.FaultyCustomers > 0)
            report.Line(
                $"{Number.Counted(All.FaultyCustomers, "customer")} with a fault: a metric or the segment function threw, or the customer is null");
        if (All.Weight is not null && All.CustomersWithoutWeight > 0)
            report.Line($"{Number.Counted(All.CustomersWithoutWeight, "customer")} without a weight");
        if (All.CustomersOfUnknownSegment > 0)
        {
            report.Line($"{Number.Counted(All.CustomersOfUnknownSegment, "customer")} of a segment that the profile does not have")
                .Lines(UnknownSegments.Select(segment => segment.ToString()), depth: 2);
            if (UnknownSegments.Sum(segment => segment.Customers) is var named && named < All.CustomersOfUnknownSegment)
                report.Line($"other names: {Number.Counted(All.CustomersOfUnknownSegment - named, "customer")}", depth: 2);
        }
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
