namespace HealthScoring.Samples.Sharded;

/// <summary>
/// How many customers a segment has in a tier, and their revenue. The segment is <see langword="null"/> for the base profile, the tier for
/// unscored customers.
/// </summary>
public sealed record TierCount(string? Segment, string? Tier, long Customers, long RevenueCents);
