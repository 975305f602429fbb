using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A profile has errors.</summary>
public sealed class InvalidProfileException : InvalidInputException
{
    private InvalidProfileException(string? source, SourceErrors errors)
        : base(Named("The", source), errors.Sorted, errors.More) => Whose = Named("the", source);

    /// <summary>Which profile has the errors, as in <c>the profile 'b2b.json'</c>.</summary>
    internal string Whose { get; }

    /// <summary>Throws where there are errors.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="source">Where the profile was read from, as in <c>'b2b.json'</c>; null where nothing says.</param>
    internal static void ThrowIfAny(SourceErrors errors, string? source)
    {
        if (errors.Any)
            throw new InvalidProfileException(source, errors);
    }

    private static string Named(string article, string? source) => $"{article} profile{(source is null ? "" : $" {source}")}";
}
