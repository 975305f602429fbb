namespace HealthScoring.AspNetCore;

/// <summary>Something that happened.</summary>
/// <param name="AsOf">When.</param>
/// <param name="Kind">What.</param>
/// <param name="FromTier">The tier before.</param>
/// <param name="ToTier">The tier now.</param>
/// <param name="FromScore">The score before.</param>
/// <param name="ToScore">The score now.</param>
/// <param name="Metric">The metric or signal.</param>
/// <param name="Action">The action.</param>
internal sealed record EventView(
    DateTimeOffset AsOf, string Kind, string? FromTier, string? ToTier, double? FromScore, double? ToScore, string? Metric, string? Action);
