namespace HealthScoring;

/// <summary>
/// A text that should be something the library wrote, such as a tracking state or a stored score, is not, or cannot have been written by it.
/// </summary>
public sealed class InvalidStoredDataException : InvalidInputException
{
    /// <summary>Lists the errors.</summary>
    /// <param name="subject">What has them, as in <c>The tracking state</c>.</param>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="more">How many further errors were found and are not listed.</param>
    public InvalidStoredDataException(string subject, IReadOnlyList<InputError> errors, int more = 0)
        : base(subject, errors, more)
    {
    }
}
