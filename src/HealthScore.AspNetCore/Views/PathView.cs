namespace HealthScoring.AspNetCore;

/// <summary>The way to a tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="From">Where it starts.</param>
/// <param name="IsReached">Whether the computed score is there.</param>
/// <param name="Steps">What each metric alone would have to become.</param>
/// <param name="Blockers">The guardrails in the way.</param>
internal sealed record PathView(string Tier, double From, bool IsReached, IReadOnlyList<PathStepView> Steps, IReadOnlyList<GuardrailView> Blockers);
