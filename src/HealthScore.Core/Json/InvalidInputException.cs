using System.Text;

namespace HealthScoring;

/// <summary>
/// Something that was given to the library has errors. All of them are listed as data, and in the exception's
/// message as many as fit in 65,536 characters, with the number of those left out. The derived type says what
/// was given: a profile, a registration, a state or a mapping.
/// </summary>
public abstract class InvalidInputException : Exception
{
    // What a log takes; the list has the rest.
    private const int LongestMessage = 1 << 16;

    /// <summary>Lists the errors.</summary>
    /// <param name="subject">What has them, as in <c>The profile 'b2b.json'</c>.</param>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="more">How many further errors were found and are not listed.</param>
    protected InvalidInputException(string subject, IReadOnlyList<InputError> errors, int more = 0)
        : base(Describe(subject, errors, more)) => Errors = errors;

    /// <summary>The errors, by line and then in the order found; at least one. Of more than 1,000 the first ones found.</summary>
    public IReadOnlyList<InputError> Errors { get; }

    private static string Describe(string subject, IReadOnlyList<InputError> errors, int more)
    {
        var message = new StringBuilder($"{subject} has {(errors.Count + more == 1 ? "an error" : $"{errors.Count + more} errors")}:");
        for (int i = 0; i < errors.Count; i++)
        {
            string line = $"\n- {errors[i]}";
            if (i > 0 && message.Length + line.Length > LongestMessage)
            {
                more += errors.Count - i;
                break;
            }
            message.Append(line);
        }
        return message.Append(more == 0 ? "" : $"\n- … and {more} more").ToString();
    }
}
