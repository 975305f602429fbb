using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A profile has errors.</summary>
public sealed class InvalidProfileException : InvalidInputException
{
    private InvalidProfileException(string? source, SourceErrors errors)
        : base($"The profile{(source is null ? "" : $" {source}")}", errors.Sorted, errors.More)
    {
    }

    /// <summary>Throws where there are errors.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="source">Where the profile was read from, as in <c>'b2b.json'</c>; null where nothing says.</param>
    internal static void ThrowIfAny(SourceErrors errors, string? source)
    {
        if (errors.Any)
            throw new InvalidProfileException(source, errors);
    }
}
