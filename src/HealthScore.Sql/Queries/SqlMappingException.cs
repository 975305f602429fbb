namespace HealthScoring.Sql;

/// <summary>A profile, as mapped, cannot be said in a dialect. All reasons are listed.</summary>
public sealed class SqlMappingException : Exception
{
    internal SqlMappingException(string profile, string dialect, IReadOnlyList<string> errors)
        : base($"The profile '{profile}' cannot be written as {dialect} SQL; it has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:\n"
            + string.Join("\n", errors.Select(error => "  " + error))) => Errors = errors;

    /// <summary>Each reason: what is wrong, and what to do.</summary>
    public IReadOnlyList<string> Errors { get; }
}
