namespace HealthScoring.AspNetCore;

/// <summary>A group of customers.</summary>
/// <param name="Segment">The segment; null for the base profile.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="Weight">The sum of their weights.</param>
/// <param name="MeanScore">The mean score.</param>
/// <param name="Tiers">The customers by tier, the lowest first, then those without one.</param>
/// <param name="Metrics">What costs points, the most first.</param>
internal sealed record SegmentView(string? Segment, long Customers, double? Weight, double? MeanScore, IReadOnlyList<TierView> Tiers,
    IReadOnlyList<MetricLossView> Metrics);
