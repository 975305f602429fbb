namespace HealthScoring.Profiles;

/// <summary>A profile has errors. All of them are listed, in the exception's message and as data.</summary>
public sealed class InvalidProfileException : Exception
{
    internal InvalidProfileException(string? source, IReadOnlyList<ProfileError> errors)
        : base(Describe(source, errors)) => Errors = errors;

    /// <summary>Every error, by line and then in the order found; at least one.</summary>
    public IReadOnlyList<ProfileError> Errors { get; }

    private static string Describe(string? source, IReadOnlyList<ProfileError> errors) =>
        $"The profile{(source is null ? "" : $" {source}")} has {(errors.Count == 1 ? "an error" : $"{errors.Count} errors")}:"
        + string.Concat(errors.Select(error => $"\n- {error}"));
}
