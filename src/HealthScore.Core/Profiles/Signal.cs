namespace HealthScoring.Profiles;

/// <summary>A metric that earns no points: it is only read for guardrails and segments.</summary>
/// <param name="Name">The metric's name; unique among the profile's dimensions, metrics and signals.</param>
/// <param name="Unit">What the raw number counts, for people; or <see langword="null"/>.</param>
/// <param name="Description">What it means, for people; or <see langword="null"/>.</param>
public sealed record Signal(string Name, string? Unit = null, string? Description = null);
