using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The quantiles of every metric among the customers of a segment.</summary>
public sealed class SegmentQuantiles
{
    internal SegmentQuantiles(string? segment, long customers, IReadOnlyList<MetricQuantiles> metrics) =>
        (Segment, Customers, Metrics) = (segment, customers, metrics);

    /// <summary>The segment; <see langword="null"/> for customers in none, or for all customers.</summary>
    public string? Segment { get; }

    /// <summary>How many customers it has.</summary>
    public long Customers { get; }

    /// <summary>The metrics, in the profile's order.</summary>
    public IReadOnlyList<MetricQuantiles> Metrics { get; }

    /// <summary>The quantiles of a metric.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <returns>Its quantiles.</returns>
    /// <exception cref="ArgumentException">The profile has no such metric.</exception>
    public MetricQuantiles Of(string metric) => Metrics.FirstOrDefault(known => known.Metric == metric)
        ?? throw new ArgumentException(
            $"There is no metric '{metric}'; the metrics: {string.Join(", ", Metrics.Select(known => known.Metric))}.", nameof(metric));

    /// <summary>The segment and the number of its customers.</summary>
    /// <returns>As in <c>enterprise: 41 customers</c>.</returns>
    public override string ToString() => $"{Segment ?? "no segment"}: {Number.Counted(Customers, "customer")}";
}
