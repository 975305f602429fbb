namespace HealthScoring;

/// <summary>One thing that is wrong with what was given: where, what, and what to do.</summary>
public sealed class InputError
{
    /// <summary>Describes an error.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="line">The line in the JSON text, from 1; <see langword="null"/> where there is none.</param>
    /// <param name="value">The offending value as JSON text, or <see langword="null"/>.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="remedy">What to do about it.</param>
    public InputError(string path, int? line, string? value, string problem, string remedy)
    {
        Path = path;
        Line = line;
        Value = value;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>
    /// Where: in JSON and profiles a JSONPath from the root, as in <c>$.dimensions[0].weight</c>; otherwise what has the error, as in
    /// <c>metric 'nps'</c>.
    /// </summary>
    public string Path { get; }

    /// <summary>The line in the JSON text, from 1; <see langword="null"/> where there is no JSON text.</summary>
    public int? Line { get; }

    /// <summary>
    /// The offending value as JSON text, shortened where it is long; <see langword="null"/> where something is absent or no one value is at
    /// fault.
    /// </summary>
    public string? Value { get; }

    /// <summary>What is wrong, including the value.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>The error in one line: <c>$.dimensions[0].weight (line 4): -1 is negative; give …</c>.</summary>
    /// <returns>Path, line, problem and remedy.</returns>
    public override string ToString() => $"{Path}{(Line is { } line ? $" (line {line})" : "")}: {Problem}; {Remedy}";
}
