namespace HealthScoring.AspNetCore;

/// <summary>Something that is wrong with a profile.</summary>
/// <param name="Path">Where, as a path of names.</param>
/// <param name="Line">The line, from 1; null where there is none.</param>
/// <param name="Value">What stands there; null where nothing does.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ProfileProblemView(string Path, int? Line, string? Value, string Problem, string Remedy);
