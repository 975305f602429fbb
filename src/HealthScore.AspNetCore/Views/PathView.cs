namespace HealthScoring.AspNetCore;

/// <summary>The way to a tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="From">Where it starts.</param>
/// <param name="IsReached">Whether the computed score is there.</param>
/// <param name="CountsFrom">
/// From which score on the customer comes into the tier, by the margin of tracking, and after its dwell; null where the tier counts, or a higher one.
/// </param>
/// <param name="Steps">What each metric alone would have to become.</param>
/// <param name="Blockers">The guardrails in the way.</param>
internal sealed record PathView(string Tier, double From, bool IsReached, double? CountsFrom, IReadOnlyList<PathStepView> Steps,
    IReadOnlyList<GuardrailView> Blockers);
