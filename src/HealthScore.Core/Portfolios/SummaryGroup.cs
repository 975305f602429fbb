using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a summary holds of a group of customers: each property is a member of its JSON, in this order.</summary>
internal sealed class SummaryGroup
{
    public string? Segment { get; set; }

    [JsonRequired]
    public long Customers { get; set; }

    public double? Weight { get; set; }

    [JsonRequired]
    public long CustomersWithoutWeight { get; set; }

    [JsonRequired]
    public long Scored { get; set; }

    [JsonRequired]
    public SummaryTier Unscored { get; set; }

    [JsonRequired]
    public List<SummaryTier> Tiers { get; set; } = [];

    [JsonRequired]
    public List<long> Histogram { get; set; } = [];

    public double? MeanScore { get; set; }

    public double? WeightedMeanScore { get; set; }

    public double? MeanCoverage { get; set; }

    [JsonRequired]
    public long FaultyCustomers { get; set; }

    [JsonRequired]
    public long CustomersOfUnknownSegment { get; set; }

    [JsonRequired]
    public List<SummaryMetric> Metrics { get; set; } = [];

    public List<SummarySignal> Signals { get; set; } = [];

    /// <summary>Makes sums what people read.</summary>
    /// <param name="segment">The segment's name; null for the base profile, and for all customers.</param>
    /// <param name="tiers">The names of the tiers, the lowest first.</param>
    /// <param name="metrics">The names of the metrics in canonical order.</param>
    /// <param name="signals">The names of the signals, and then of the labels, in canonical order.</param>
    /// <param name="tally">The sums.</param>
    public static SummaryGroup Of(string? segment, string[] tiers, string[] metrics, string[] signals, GroupTally tally)
    {
        Int128 weight = 0;
        foreach (Int128 tierWeight in tally.TierWeights)
            weight += tierWeight;
        SummaryTier[] shares = [.. tally.TierCustomers.Select((customers, i) => SummaryTier.Of(
            i == 0 ? null : tiers[i - 1], customers, tally.Customers, tally.Weighted > 0 ? (tally.TierWeights[i], weight) : null))];
        return new()
        {
            Segment = segment,
            Customers = tally.Customers,
            Weight = tally.Weighted > 0 ? Grid.ToDouble(weight) : null,
            CustomersWithoutWeight = tally.Customers - tally.Weighted,
            Scored = tally.Scored,
            Unscored = shares[0],
            Tiers = [.. shares[1..]],
            Histogram = [.. tally.Histogram],
            MeanScore = Grid.Mean(tally.Scores, tally.Scored),
            WeightedMeanScore = tally.ScoredWeight > 0 ? Math.Min(100, Grid.ToDouble(tally.WeightedScores) / (double)tally.ScoredWeight) : null,
            MeanCoverage = Grid.Mean(tally.Coverage, tally.Customers),
            FaultyCustomers = tally.Faulty,
            CustomersOfUnknownSegment = tally.UnknownSegments.Customers,
            Metrics = [.. metrics.Index()
                .OrderByDescending(metric => tally.Lost[metric.Index])
                .ThenBy(metric => metric.Item, StringComparer.Ordinal)
                .Select(metric => new SummaryMetric(metric.Item, Grid.ToDouble(tally.Lost[metric.Index]),
                    Grid.Mean(tally.Lost[metric.Index], tally.Scored), tally.Missing[metric.Index], tally.BelowCurve[metric.Index],
                    tally.AboveCurve[metric.Index]))],
            Signals = [.. signals.Select((signal, i) => new SummarySignal(signal, tally.Missing[metrics.Length + i]))],
        };
    }
}
