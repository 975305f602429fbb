namespace HealthScoring.AspNetCore;

/// <summary>A published run.</summary>
/// <param name="AsOf">Its instant.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="MeanScore">The mean score.</param>
/// <param name="Fingerprint">The profile's fingerprint.</param>
/// <param name="Tiers">The customers by tier.</param>
internal sealed record RunView(DateTimeOffset AsOf, long Customers, double? MeanScore, string Fingerprint, IReadOnlyList<TierView> Tiers);
