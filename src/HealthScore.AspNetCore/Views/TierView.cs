namespace HealthScoring.AspNetCore;

/// <summary>The customers of a tier.</summary>
/// <param name="Tier">The tier; null for those without one.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="Weight">The sum of their weights; null where none has one.</param>
internal sealed record TierView(string? Tier, long Customers, double? Weight);
