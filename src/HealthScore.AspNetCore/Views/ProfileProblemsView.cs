namespace HealthScoring.AspNetCore;

/// <summary>Everything that is wrong with a profile, as problem details.</summary>
/// <param name="Title">That it is not valid.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Problems">What is wrong, at most <see cref="Most"/>.</param>
/// <param name="NotListed">How many more there are.</param>
internal sealed record ProfileProblemsView(string Title, int Status, IReadOnlyList<ProfileProblemView> Problems, int NotListed)
{
    private const int Most = 100;

    public static ProfileProblemsView Of(InvalidProfileException invalid, int status) => new("The profile is not valid.", status,
        [.. invalid.Errors.Take(Most).Select(error => new ProfileProblemView(error.Path, error.Line, error.Value, error.Problem, error.Remedy))],
        Math.Max(0, invalid.Errors.Count - Most));
}
