namespace HealthScoring.AspNetCore;

/// <summary>A customer with what made its score.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AsOf">The instant of its last run.</param>
/// <param name="Tier">The tier that counts.</param>
/// <param name="PendingTier">The tier that scores ask for and that does not count yet.</param>
/// <param name="PendingSince">Since when.</param>
/// <param name="LostMetrics">What had a value and has none.</param>
/// <param name="Score">The score, 0 to 100.</param>
/// <param name="ScoreTier">The tier of the score alone.</param>
/// <param name="ComputedScore">The score without an override.</param>
/// <param name="ComputedTier">The tier of that score.</param>
/// <param name="IsPinned">Whether an override holds.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Segment">Its segment; null for the base profile.</param>
/// <param name="Coverage">The share of the weight that had data, 0 to 1.</param>
/// <param name="UnscoredReasons">Why there is no score.</param>
/// <param name="Dimensions">The dimensions.</param>
/// <param name="Metrics">The metrics, those that lost most points first.</param>
/// <param name="Guardrails">The guardrails that matched.</param>
/// <param name="UndecidedGuardrails">The guardrails of which it is not known whether they match.</param>
/// <param name="Missing">What is missing.</param>
/// <param name="Actions">The actions that the last run found due.</param>
/// <param name="Overrides">Its overrides, also those that are over or to come.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Fingerprint">The profile's fingerprint.</param>
internal sealed record CustomerView(
    string Id, DateTimeOffset AsOf, string? Tier, string? PendingTier, DateTimeOffset? PendingSince, IReadOnlyList<string> LostMetrics, double?
    Score, string? ScoreTier, double? ComputedScore, string? ComputedTier, bool IsPinned, double? Weight, string? Segment, double Coverage,
    IReadOnlyList<UnscoredKind> UnscoredReasons, IReadOnlyList<DimensionView> Dimensions, IReadOnlyList<MetricView> Metrics,
    IReadOnlyList<GuardrailView> Guardrails, IReadOnlyList<string> UndecidedGuardrails, IReadOnlyList<MissingView> Missing,
    IReadOnlyList<ActionView> Actions, IReadOnlyList<OverrideView> Overrides, string Profile, string Fingerprint);
