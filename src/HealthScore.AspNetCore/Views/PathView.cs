namespace HealthScoring.AspNetCore;

/// <summary>The way to a tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="From">Where it starts.</param>
/// <param name="IsReached">Whether the computed score is there.</param>
/// <param name="CountsFrom">
/// From which score on the customer comes into the tier, by the margin of tracking, and after its dwell; null where the score alone decides: where
/// the customer's tier is that or a higher one, where it never had one, and while an override holds.
/// </param>
/// <param name="Steps">What each metric alone would have to become.</param>
/// <param name="Blockers">The guardrails in the way.</param>
internal sealed record PathView(string Tier, double From, bool IsReached, double? CountsFrom, IReadOnlyList<PathStepView> Steps,
    IReadOnlyList<GuardrailView> Blockers);
