using HealthScoring.Hosting;
using HealthScoring.Portfolios;

namespace HealthScoring.AspNetCore;

/// <summary>Shows the state of many customers.</summary>
internal static class PortfolioViews
{
    /// <summary>All customers, from the summaries of runs.</summary>
    public static PortfolioView Of(StoredRun last, IReadOnlyCollection<StoredRun> runs, IReadOnlyList<TierMove> moves)
    {
        PortfolioGroup all = last.Summary!.All;
        DateTimeOffset? unpublished = runs.FirstOrDefault(run => run.PublishedAt is null && run.AsOf > last.AsOf)?.AsOf;
        return new(last.AsOf, last.PublishedAt, unpublished, last.Profile.Name, last.Profile.Fingerprint, all.Customers, all.Weight, all.MeanScore,
            TiersOf(all),
            [.. last.Summary.Segments.Select(group =>
                new SegmentView(group.Segment, group.Customers, group.Weight, group.MeanScore, TiersOf(group), LossesOf(group)))],
            LossesOf(all),
            [.. runs.Where(run => run.PublishedAt is not null && run.Summary is not null).Select(run => new RunView(
                run.AsOf, run.Summary!.All.Customers, run.Summary.All.MeanScore, run.Profile.Fingerprint, TiersOf(run.Summary.All)))],
            moves);
    }

    /// <summary>Some customers, from their own rows: nothing of the others is in it.</summary>
    public static PortfolioView Of(StoredRun last, IReadOnlyCollection<CustomerRow> rows)
    {
        string[] tiers = [.. last.Profile.Tiers.Select(tier => tier.Name)];
        double[] scores = [.. rows.Where(row => row.Score is not null).Select(row => row.Score.GetValueOrDefault())];
        IEnumerable<string?> shown = tiers.Concat(rows.Select(row => row.Tier).OfType<string>().Except(tiers, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)).Append(null);
        return new(last.AsOf, last.PublishedAt, UnpublishedRun: null, last.Profile.Name, last.Profile.Fingerprint, rows.Count, WeightOf(rows),
            scores.Length == 0 ? null : scores.Average(),
            [.. shown.Select(tier => TierOf(tier, [.. rows.Where(row => row.Tier == tier)]))],
            Segments: null, Metrics: null, Runs: null, TierChanges: null);
    }

    public static CustomerRowView Of(CustomerRow row) =>
        new(row.CustomerId, row.AsOf, row.Tier, row.Score, row.Weight, row.Segment, row.Driver);

    /// <summary>A customer with the actions that fell due, each once with its last reason.</summary>
    public static CustomerRowView Of(CustomerRow row, IEnumerable<HealthEvent> due, ScoringProfile profile, bool showValues) => Of(row) with
    {
        Actions = [.. due.Reverse().DistinctBy(one => one.Action, StringComparer.Ordinal).Select(one => CustomerViews.Of(one, profile, showValues))],
    };

    private static MetricLossView[] LossesOf(PortfolioGroup group) =>
        [.. group.Metrics.Select(metric => new MetricLossView(metric.Metric, metric.MeanPointsLost, metric.Missing))];

    private static TierView TierOf(string? tier, CustomerRow[] rows) => new(tier, rows.Length, WeightOf(rows));

    private static double? WeightOf(IEnumerable<CustomerRow> rows)
    {
        double[] weights = [.. rows.Where(row => row.Weight is not null).Select(row => row.Weight.GetValueOrDefault())];
        return weights.Length == 0 ? null : weights.Sum();
    }

    private static TierView[] TiersOf(PortfolioGroup group) =>
        [.. group.Tiers.Append(group.Unscored).Select(share => new TierView(share.Tier, share.Customers, share.Weight))];
}
