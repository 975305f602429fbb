namespace HealthScoring;

/// <summary>The metrics and options that a scorer was given do not fit its profile, or there is no profile that can be read.</summary>
public sealed class InvalidRegistrationException : InvalidInputException
{
    /// <summary>Lists the errors.</summary>
    /// <param name="subject">What has them, as in <c>Health scoring of Account</c>.</param>
    /// <param name="errors">The errors, at least one.</param>
    public InvalidRegistrationException(string subject, IReadOnlyList<InputError> errors)
        : base(subject, errors) => Subject = subject;

    /// <summary>What has the errors, as in <c>Health scoring of Account</c>.</summary>
    internal string Subject { get; }
}
