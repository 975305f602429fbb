using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The state of a group of customers.</summary>
/// <remarks>Counts are exact; sums and means are as exact as "Portfolio sums" in docs/semantics.md says.</remarks>
public sealed class PortfolioGroup
{
    internal PortfolioGroup(SummaryGroup data)
    {
        Segment = data.Segment;
        Customers = data.Customers;
        Weight = data.Weight;
        CustomersWithoutWeight = data.CustomersWithoutWeight;
        Scored = data.Scored;
        Unscored = new(data.Unscored);
        Tiers = Array.AsReadOnly([.. data.Tiers.Select(tier => new TierShare(tier))]);
        Histogram = Array.AsReadOnly([.. data.Histogram]);
        MeanScore = data.MeanScore;
        WeightedMeanScore = data.WeightedMeanScore;
        MeanCoverage = data.MeanCoverage;
        FaultyCustomers = data.FaultyCustomers;
        CustomersOfUnknownSegment = data.CustomersOfUnknownSegment;
        Metrics = Array.AsReadOnly([.. data.Metrics.Select(metric => new MetricLoss(metric, data.Customers))]);
        Signals = Array.AsReadOnly([.. data.Signals.Select(signal => new SignalCount(signal))]);
    }

    /// <summary>The segment's name; <see langword="null"/> for the base profile, and for all customers.</summary>
    public string? Segment { get; }

    /// <summary>How many customers there are.</summary>
    public long Customers { get; }

    /// <summary>The sum of the customers' weights, such as their revenue; <see langword="null"/> when none has one.</summary>
    public double? Weight { get; }

    /// <summary>How many customers have no weight. They count as customers, and add nothing to any weight.</summary>
    public long CustomersWithoutWeight { get; }

    /// <summary>How many customers have a score.</summary>
    public long Scored { get; }

    /// <summary>The customers without a tier: those without a score, unless an override pins their tier.</summary>
    public TierShare Unscored { get; }

    /// <summary>The customers by tier, the lowest first; a tier without customers too.</summary>
    public IReadOnlyList<TierShare> Tiers { get; }

    /// <summary>
    /// How many customers have a score of 0 to 10, 10 to 20 and so on to 100: ten counts. A score of 10 is in the second, as the lower
    /// bound belongs to a range and the upper one does not, except 100.
    /// </summary>
    public IReadOnlyList<long> Histogram { get; }

    /// <summary>The mean score, 0 to 100, each scored customer counting the same; <see langword="null"/> when none is scored.</summary>
    public double? MeanScore { get; }

    /// <summary>
    /// The mean score, 0 to 100, each scored customer counting by weight; <see langword="null"/> when no scored customer has a weight above 0.
    /// </summary>
    public double? WeightedMeanScore { get; }

    /// <summary>The mean coverage of all customers, 0 to 1; <see langword="null"/> when there are none.</summary>
    public double? MeanCoverage { get; }

    /// <summary>
    /// How many customers have a fault: a metric of theirs, the segment function or the override function threw, an override does not fit, or the
    /// source gave <see langword="null"/>. Columns have none.
    /// </summary>
    public long FaultyCustomers { get; }

    /// <summary>
    /// For how many customers the host named a segment that the profile does not have, so that conditions and the base profile decided. Columns have
    /// none.
    /// </summary>
    public long CustomersOfUnknownSegment { get; }

    /// <summary>What costs these customers points: the profile's metrics by points lost, the most first, equal ones by ordinal name.</summary>
    public IReadOnlyList<MetricLoss> Metrics { get; }

    /// <summary>How many customers lack each of the profile's signals, by ordinal name, and then each of its labels.</summary>
    public IReadOnlyList<SignalCount> Signals { get; }

    /// <summary>How many customers lack each metric, signal and label.</summary>
    internal IEnumerable<(string Metric, long Customers)> Missing =>
        Metrics.Select(metric => (metric.Metric, metric.Missing)).Concat(Signals.Select(signal => (signal.Signal, signal.Missing)));

    /// <summary>The customers in a line; the mean score is rounded to one decimal.</summary>
    /// <returns>As in <c>enterprise: 1,200 customers, 1,150 scored, mean score 63.4</c>, without a name where it has none.</returns>
    public override string ToString() =>
        $"{(Segment is null ? "" : $"{Segment}: ")}{Number.Counted(Customers, "customer")}, {Number.Count(Scored)} scored"
        + (MeanScore is { } mean ? $", mean score {Number.Points(mean)}" : "");
}
