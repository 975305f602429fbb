namespace HealthScoring;

/// <summary>One attempt to reload a profile.</summary>
public sealed class ProfileReload
{
    internal ProfileReload(
        DateTimeOffset at, ProfileReloadOutcome outcome, ScoringProfile profile, ScoringProfile? replaced, IReadOnlyList<InputError> problems)
    {
        At = at;
        Outcome = outcome;
        Profile = profile;
        Replaced = replaced;
        Problems = problems;
    }

    /// <summary>When it was, by the scorer's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What came of it.</summary>
    public ProfileReloadOutcome Outcome { get; }

    /// <summary>The profile in use after the attempt.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>The profile that was in use before; <see langword="null"/> for the first one and where nothing changed.</summary>
    public ScoringProfile? Replaced { get; }

    /// <summary>
    /// Why it was refused: everything that is wrong. Empty unless <see cref="Outcome"/> is <see cref="ProfileReloadOutcome.Refused"/>.
    /// </summary>
    public IReadOnlyList<InputError> Problems { get; }

    /// <summary>The attempt in a line: <c>Profile 'risk' stays in use; 2 problems in what was read</c>.</summary>
    /// <returns>The profile's name and the outcome.</returns>
    public override string ToString() => Outcome switch
    {
        ProfileReloadOutcome.Accepted => $"Profile '{Profile.Name}' is used from now on",
        ProfileReloadOutcome.Unchanged => $"Profile '{Profile.Name}' is unchanged",
        _ => $"Profile '{Profile.Name}' stays in use; {Problems.Count} {(Problems.Count == 1 ? "problem" : "problems")} in what was read",
    };
}
