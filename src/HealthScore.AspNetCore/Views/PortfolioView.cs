using HealthScoring.Hosting;

namespace HealthScoring.AspNetCore;

/// <summary>
/// The state of all customers that the request may see. Segments, metrics, runs and moves are those of all customers, and left out where it may
/// not see all.
/// </summary>
/// <param name="AsOf">The instant of the last published run.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="UnpublishedRun">The instant of a later run that is not published; null for none.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Fingerprint">The profile's fingerprint.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="Weight">The sum of their weights; null where none has one.</param>
/// <param name="MeanScore">The mean score of those that have one.</param>
/// <param name="Tiers">The customers by tier, the lowest first, then those without one.</param>
/// <param name="Segments">The segments.</param>
/// <param name="Metrics">What costs points, the most first.</param>
/// <param name="Runs">The published runs of the last months, by instant.</param>
/// <param name="TierChanges">How many customers the last published run moved from tier to tier.</param>
internal sealed record PortfolioView(
    DateTimeOffset AsOf, DateTimeOffset? PublishedAt, DateTimeOffset? UnpublishedRun, string Profile, string Fingerprint, long Customers,
    double? Weight, double? MeanScore, IReadOnlyList<TierView> Tiers, IReadOnlyList<SegmentView>? Segments, IReadOnlyList<MetricLossView>?
    Metrics, IReadOnlyList<RunView>? Runs, IReadOnlyList<TierMove>? TierChanges);
