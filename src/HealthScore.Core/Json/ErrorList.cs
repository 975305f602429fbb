using System.Text;

namespace HealthScoring.Json;

/// <summary>The text of a list of errors: as many as a log takes.</summary>
internal static class ErrorList
{
    private const int Longest = 1 << 16, LongestEnd = 24;

    /// <summary>The errors, one a line, after whose they are and how many.</summary>
    /// <param name="subject">What has them, as in <c>The profile 'b2b.json'</c>.</param>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="more">How many further ones are not listed.</param>
    public static string Text(string subject, IReadOnlyList<InputError> errors, int more)
    {
        var message = new StringBuilder($"{subject} has {(errors.Count + more == 1 ? "an error" : $"{errors.Count + more} errors")}:");
        for (int i = 0; i < errors.Count; i++)
        {
            string line = $"\n- {errors[i]}";
            if (i > 0 && message.Length + line.Length > Longest - LongestEnd)
            {
                more += errors.Count - i;
                break;
            }
            message.Append(line);
        }
        return message.Append(more == 0 ? "" : $"\n- … and {more} more").ToString();
    }
}
