namespace HealthScoring.Profiles;

/// <summary>One thing that is wrong with a profile: where, what, and what to do.</summary>
/// <param name="Path">Where, as a JSONPath from the profile's root: <c>$.dimensions[0].weight</c>.</param>
/// <param name="Line">The line in the JSON text, from 1; <see langword="null"/> for a profile written in C#.</param>
/// <param name="Value">The offending value as JSON text, shortened where it is long; <see langword="null"/> where something is absent.</param>
/// <param name="Problem">What is wrong, including the value.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record ProfileError(string Path, int? Line, string? Value, string Problem, string Remedy)
{
    /// <summary>The error in one line: <c>$.dimensions[0].weight (line 4): -1 is negative; give …</c>.</summary>
    /// <returns>Path, line, problem and remedy.</returns>
    public override string ToString() => $"{Path}{(Line is { } line ? $" (line {line})" : "")}: {Problem}; {Remedy}";
}
