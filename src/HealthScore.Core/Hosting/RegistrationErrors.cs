using HealthScoring.Text;

namespace HealthScoring;

/// <summary>What is wrong with a scoring or its profile, from whatever says so.</summary>
internal static class RegistrationErrors
{
    public static InputError Of(string path, string problem, string remedy) => new(path, null, null, Excerpt.OfLine(problem.TrimEnd('.')), remedy);

    /// <summary>The errors that an exception lists, or the one that it is.</summary>
    public static IEnumerable<InputError> Of(Exception exception, string path, string problem, string remedy) => exception switch
    {
        InvalidProfileException invalid => invalid.Errors.Select(error =>
            new InputError($"{invalid.Whose} {error.Path}", error.Line, error.Value, error.Problem, error.Remedy)),
        _ => [Of(path, $"{problem}: {exception.Message}", remedy)],
    };
}
