namespace HealthScoring.Profiles;

/// <summary>A profile has errors. All of them are listed, in the exception's message and as data.</summary>
public sealed class InvalidProfileException : Exception
{
    internal InvalidProfileException(string? source, IReadOnlyList<ProfileError> errors, int more)
        : base(Describe(source, errors, more)) => Errors = errors;

    /// <summary>The errors, by line and then in the order found; at least one. Of more than 1,000 the first ones found.</summary>
    public IReadOnlyList<ProfileError> Errors { get; }

    private static string Describe(string? source, IReadOnlyList<ProfileError> errors, int more) =>
        $"The profile{(source is null ? "" : $" {source}")} has {(errors.Count == 1 ? "an error" : $"{errors.Count + more} errors")}:"
        + string.Concat(errors.Select(error => $"\n- {error}")) + (more == 0 ? "" : $"\n- … and {more} more");
}
