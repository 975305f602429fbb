using HealthScoring.Json;

namespace HealthScoring;

/// <summary>
/// Something that was given to the library has errors. All of them are listed as data, and in the exception's message as many as fit in 65,536
/// characters, with the number of those left out. The derived type says what was given: a profile, a registration, a state or a mapping.
/// </summary>
public abstract class InvalidInputException : Exception
{
    /// <summary>Lists the errors.</summary>
    /// <param name="subject">What has them, as in <c>The profile 'b2b.json'</c>.</param>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="more">How many further errors were found and are not listed.</param>
    protected InvalidInputException(string subject, IReadOnlyList<InputError> errors, int more = 0)
        : base(ErrorList.Text(subject, errors, more)) => Errors = errors;

    /// <summary>The errors, by line and then in the order found; at least one. Of more than 1,000 the first ones found.</summary>
    public IReadOnlyList<InputError> Errors { get; }
}
