namespace HealthScoring;

/// <summary>
/// Something that was given to the library has errors. All of them are listed, in the exception's message and as data. The derived type says what
/// was given: a profile, a registration, a state or a mapping.
/// </summary>
public abstract class InvalidInputException : Exception
{
    /// <summary>Lists the errors.</summary>
    /// <param name="subject">What has them, as in <c>The profile 'b2b.json'</c>.</param>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="more">How many further errors were found and are not listed.</param>
    protected InvalidInputException(string subject, IReadOnlyList<InputError> errors, int more = 0)
        : base(Describe(subject, errors, more)) => Errors = errors;

    /// <summary>The errors, by line and then in the order found; at least one. Of more than 1,000 the first ones found.</summary>
    public IReadOnlyList<InputError> Errors { get; }

    private static string Describe(string subject, IReadOnlyList<InputError> errors, int more) =>
        $"{subject} has {(errors.Count == 1 ? "an error" : $"{errors.Count + more} errors")}:"
        + string.Concat(errors.Select(error => $"\n- {error}")) + (more == 0 ? "" : $"\n- … and {more} more");
}
