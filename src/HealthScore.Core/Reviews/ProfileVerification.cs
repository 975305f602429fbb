using HealthScoring.Customers;
using HealthScoring.Metrics;
using HealthScoring.Profiles;
using HealthScoring.Profiles.Validation;

namespace HealthScoring.Reviews;

/// <summary>Whether a profile says of its own examples what they ask for.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class ProfileVerification
{
    // Any time will do: ages are counted back from it, and nothing else in an example has a time.
    private static readonly DateTimeOffset AsOf = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _profile;

    private ProfileVerification(ScoringProfile profile)
    {
        _profile = profile.Name;
        Examples = profile.Examples.Count;
        var scorer = new HealthScorer<ProfileExample>(
            profile, profile.MetricNames.Select(name => Metric.From<ProfileExample>(name, (example, asOf) => Measure(example, name, asOf))),
            new() { SegmentBy = example => example.Segment });
        Failures = Array.AsReadOnly([.. profile.Examples.SelectMany(example => Judge(example, scorer.Score(example, AsOf)))]);
    }

    /// <summary>How many examples the profile has.</summary>
    public int Examples { get; }

    /// <summary>What does not hold, in the order of the examples; an example that asks for a score and a tier can fail twice.</summary>
    public IReadOnlyList<ExampleFailure> Failures { get; }

    /// <summary>Whether every example holds; also where there is none.</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>Scores every example of a profile and compares.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>
    /// What does not hold. A score holds when the actual one, rounded down to as many decimals as the expected one has (one at the least), is
    /// printed the same; a tier holds when it is that tier; and unscored holds when there is no score.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static ProfileVerification Check(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(profile);
    }

    /// <summary>Throws where an example does not hold.</summary>
    /// <exception cref="InvalidOperationException">An example does not hold; every failure is listed.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
            throw new InvalidOperationException(ToString());
    }

    /// <summary>The outcome as text: a line, and one more for each failure.</summary>
    /// <returns>The text, with line feeds on every platform and none at the end.</returns>
    public override string ToString() => Passed
        ? $"Profile '{_profile}' scores its {Texts.Counted(Examples, "example")} as they say."
        : $"Profile '{_profile}' does not score its {Texts.Counted(Examples, "example")} as they say:"
            + string.Concat(Failures.Select(failure => $"\n- {failure}"));

    private static Measurement Measure(ProfileExample example, string name, DateTimeOffset asOf)
    {
        if (!example.Values.TryGetValue(name, out double value))
            return Measurement.None;
        // An age from before the calendar began is as stale as one of its whole length.
        TimeSpan age = example.Ages.GetValueOrDefault(name), longest = asOf - DateTimeOffset.MinValue;
        return new(value, asOf - (age < longest ? age : longest));
    }

    private static IEnumerable<ExampleFailure> Judge(ProfileExample example, HealthScore score)
    {
        ExampleFailure Unscored(string expected) => new(example, "it", "unscored", expected, Reason(score));
        if (example.Unscored && score.Value is not null)
            yield return new(example, "it", score.ToString(), "unscored", Reason(score));
        if (example.Score is { } expected)
        {
            int decimals = Number.Decimals(expected);
            string printed = Number.Score(expected, decimals);
            if (score.Value is not { } actual)
                yield return Unscored(printed);
            else if (Number.Score(actual, decimals) is var shown && shown != printed)
                yield return new(example, "score", shown, printed, Reason(score));
        }
        if (example.Tier is { } tier && score.Tier != tier)
        {
            yield return score.Value is { } value
                ? new(example, "tier", $"{score.Tier}, at {Number.Score(value, score.Decimals)}", tier, Reason(score))
                : Unscored(tier);
        }
    }

    /// <summary>What decided the score: why there is none, the guardrail that changed it most, or the metric that lost most.</summary>
    private static string? Reason(HealthScore score)
    {
        if (score.Value is null)
            return Excerpt.OfLine(string.Join("; ", score.UnscoredReasons));
        return score.Guardrails.Where(match => match.Change != 0).MaxBy(match => Math.Abs(match.Change)) is { } guardrail
            ? Excerpt.OfLine($"mostly for guardrail {guardrail.Name}: {guardrail.Reason}")
            : score.Drivers.Count > 0 ? $"mostly for {score.Drivers[0]}" : null;
    }
}
