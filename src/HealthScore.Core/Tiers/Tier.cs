namespace HealthScoring.Tiers;

/// <summary>A named range of scores: from <see cref="From"/> (inclusive) to the next tier's (exclusive).</summary>
/// <param name="Name">The tier's name.</param>
/// <param name="From">The lowest score of the tier, 0 to 100, inclusive.</param>
/// <param name="Description">What the tier means, for people; or <see langword="null"/>.</param>
public sealed record Tier(string Name, double From, string? Description = null);
