using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Whether a profile scores its own examples as they expect.</summary>
public sealed class ProfileVerification
{
    // Any time is suitable: ages are counted back from it, and nothing else in an example has a time.
    private static readonly DateTimeOffset AsOf = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _profile;

    private ProfileVerification(ScoringProfile profile)
    {
        _profile = profile.Name;
        ExampleCount = profile.Examples.Count;
        var scorer = new HealthScorer<ProfileExample>(
            profile, profile.MetricNames.Select(name => HealthMetric.From<ProfileExample>(name, (example, asOf) => Measure(example, name, asOf))),
            new() { SegmentBy = example => example.Segment });
        Failures = Array.AsReadOnly([.. profile.Examples.SelectMany(example => Judge(example, scorer.ScoreUncounted(example, AsOf)))]);
    }

    /// <summary>How many examples the profile has.</summary>
    public int ExampleCount { get; }

    /// <summary>What does not hold, in the order of the examples; an example that asks for a score and a tier can fail twice.</summary>
    public IReadOnlyList<ExampleFailure> Failures { get; }

    /// <summary>Whether every example holds; also if there are none.</summary>
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
            throw new InvalidOperationException(Explain().TrimEnd('\n'));
    }

    /// <summary>The outcome as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform: the outcome, and a line for each failure.</returns>
    public string Explain() => new ReportWriter(ToString()).Lines(Failures.Select(failure => $"- {failure}"), depth: 0).ToString();

    /// <summary>The outcome in a line.</summary>
    /// <returns>As in <c>Profile 'b2b-saas': 1 of 4 examples does not hold</c>.</returns>
    public override string ToString()
    {
        int failed = Failures.Select(failure => failure.Example).Distinct().Count();
        return $"Profile '{_profile}': " + (ExampleCount == 0 ? "there are no examples"
            : failed == 0 ? $"{Number.Counted(ExampleCount, "example")} {(ExampleCount == 1 ? "holds" : "hold")}"
            : $"{Number.Count(failed)} of {Number.Counted(ExampleCount, "example")} {(failed == 1 ? "does" : "do")} not hold");
    }

    private static Measurement Measure(ProfileExample example, string name, DateTimeOffset asOf) =>
        example.Labels.TryGetValue(name, out string? text) ? Measurement.OfLabel(text)
        : example.Values.TryGetValue(name, out double value) ? new(value, asOf - example.Ages.GetValueOrDefault(name)) : Measurement.None;

    private static IEnumerable<ExampleFailure> Judge(ProfileExample example, HealthScore score)
    {
        ExampleFailure Unscored(string expected) => new(example, score, "it", "unscored", expected, Reason(score, isTooHigh: false));
        if (example.Unscored && score.Value is not null)
            yield return new(example, score, "it", score.ToString(), "unscored", why: null);
        if (example.Score is { } expected)
        {
            Precision precision = score.Precision.For(expected);
            string printed = precision.Text(expected);
            if (score.Value is not { } actual)
                yield return Unscored(printed);
            else if (precision.Text(actual) is var shown && shown != printed)
                yield return new(example, score, "score", shown, printed, Reason(score, isTooHigh: actual > expected));
        }
        if (example.Tier is { } tier && score.Tier != tier)
        {
            bool isTooHigh = score.TierIndex > score.Scorecard.Tiers.IndexOf(tier);
            yield return score.Value is { } value
                ? new(example, score, "tier", $"{score.Tier}, at {score.Precision.Text(value)}", tier, Reason(score, isTooHigh))
                : Unscored(tier);
        }
    }

    /// <summary>
    /// What decided the score: why there is none, the guardrail that moved it that way most, or the metric that lost or added most.
    /// </summary>
    private static string? Reason(HealthScore score, bool isTooHigh)
    {
        if (score.Value is null)
            return Excerpt.OfLine(string.Join("; ", score.UnscoredReasons));
        if (score.Guardrails.Where(match => isTooHigh ? match.Change > 0 : match.Change < 0).MaxBy(match => Math.Abs(match.Change)) is { } guardrail)
            return Excerpt.OfLine($"mostly for guardrail {guardrail.Name}: {guardrail.Reason}");
        IReadOnlyList<Contribution> metrics = isTooHigh ? score.Strengths : score.Drivers;
        return metrics.Count > 0 ? $"mostly for {metrics[0]}" : null;
    }
}
