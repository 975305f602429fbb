namespace HealthScoring.AspNetCore;

/// <summary>A guardrail that matched.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Limit">Its limit.</param>
/// <param name="Change">What it changed, in points.</param>
/// <param name="Reason">Why it matched, where values are shown.</param>
internal sealed record GuardrailView(string Name, string? Description, GuardrailEffect Effect, double? Limit, double Change, string? Reason);
