using HealthScoring.Json;

namespace HealthScoring.Tracking;

/// <summary>A text is not a tracking state, or is one that tracking cannot have written.</summary>
public sealed class InvalidTrackingStateException : InvalidInputException
{
    private InvalidTrackingStateException(SourceErrors errors)
        : base("The tracking state", errors.Sorted, errors.More)
    {
    }

    internal static void ThrowIfAny(SourceErrors errors)
    {
        if (errors.Any)
            throw new InvalidTrackingStateException(errors);
    }
}
