using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>
/// Which sources of data changed between two summaries: the share of customers without a value of each metric and signal, before and now.
/// </summary>
public sealed class PortfolioComparison
{
    private readonly PortfolioSummary _earlier;
    private readonly PortfolioSummary _later;

    internal PortfolioComparison(PortfolioSummary earlier, PortfolioSummary later, double limit)
    {
        (_earlier, _later, Limit) = (earlier, later, limit);
        Metrics = Array.AsReadOnly([.. earlier.MissingShares(later.All.Missing, later.All.Customers)
            .OrderByDescending(metric => Math.Abs(metric.Difference ?? 0)).ThenBy(metric => metric.Metric, StringComparer.Ordinal)]);
        Changed = Array.AsReadOnly([.. Metrics.Where(metric => metric.Difference is { } change && MissingShare.IsMore(Math.Abs(change), limit))]);
    }

    /// <summary>The change of a share beyond which a metric, signal or label is among <see cref="Changed"/>, 0 to 1.</summary>
    public double Limit { get; }

    /// <summary>
    /// The metrics, signals and labels that both summaries have, the largest difference first, up or down, and equal ones by ordinal name.
    /// </summary>
    public IReadOnlyList<MissingShare> Metrics { get; }

    /// <summary>Those of <see cref="Metrics"/> whose share changed by more than <see cref="Limit"/>: lost, or back.</summary>
    public IReadOnlyList<MissingShare> Changed { get; }

    /// <summary>The comparison as text for people: what changed, and what is compared.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform. Shares are rounded to one decimal.</returns>
    public string Explain()
    {
        var report = new ReportWriter(
            $"{Number.Count(Changed.Count)} of {Number.Count(Metrics.Count)} metrics and signals changed by more than {Points(Limit)}");
        report.Lines(Changed.Select(metric => metric.ToString()))
            .Paragraph($"Compared: {Number.Counted(_later.All.Customers, "customer")} with {Number.Count(_earlier.All.Customers)} before");
        if (_later.Fingerprint != _earlier.Fingerprint)
            report.Line($"by another profile before: {_later.Fingerprint[..12]}, and {_earlier.Fingerprint[..12]} before");
        return report.ToString();
    }

    /// <summary>What changed in a line; shares are rounded to one decimal.</summary>
    /// <returns>
    /// As in <c>nps: missing for 62.0 % of customers, 3.1 % before</c>, or <c>no metric or signal changed by more than 10.0 percentage points</c>.
    /// </returns>
    public override string ToString() => Changed.Count == 0
        ? $"no metric or signal changed by more than {Points(Limit)}"
        : string.Join("; ", Changed);

    /// <summary>A difference of shares for people.</summary>
    internal static string Points(double difference) => $"{Number.Points(difference * 100)} percentage points";
}
