using HealthScoring.Json;

namespace HealthScoring;

/// <summary>
/// A text that should be something the library wrote, such as a tracking state or a stored score, is not, or cannot have been written by it.
/// </summary>
public sealed class InvalidStoredDataException : InvalidInputException
{
    private InvalidStoredDataException(string subject, SourceErrors errors)
        : base(subject, errors.Sorted, errors.More)
    {
    }

    /// <summary>Throws where there are errors.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="noun">What has them, as in <c>tracking state</c>.</param>
    internal static void ThrowIfAny(SourceErrors errors, string noun)
    {
        if (errors.Any)
            throw new InvalidStoredDataException($"The {noun}", errors);
    }
}
