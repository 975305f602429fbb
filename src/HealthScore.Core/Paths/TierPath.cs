using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>What would bring a customer into a tier: for each metric the number that alone would do, and what stands in the way.</summary>
/// <remarks>
/// Considers the tier that the profile gives (<see cref="HealthScore.ComputedTier"/>), not one that an override pins. Exact: the numbers
/// are found by scoring the customer again.
/// </remarks>
public sealed class TierPath
{
    private readonly int _tier;

    private TierPath(HealthScore score, int tier)
    {
        (Score, _tier) = (score, tier);
        Blockers = score.Guardrails.Where(match => match.Effect == GuardrailEffect.Unscored
            || (match.Effect == GuardrailEffect.Cap && match.Limit < Score.Scorecard.TierCuts[_tier])).ToArray().AsReadOnly();
        Steps = FindSteps();
    }

    /// <summary>The customer's score.</summary>
    [JsonIgnore]
    public HealthScore Score { get; }

    /// <summary>The name of the tier to reach.</summary>
    public string Target => Score.Scorecard.Tiers[_tier].Name;

    /// <summary>Where the tier starts in the customer's present segment, 0 to 100, inclusive.</summary>
    public double TargetFrom => Score.Scorecard.Tiers[_tier].From;

    /// <summary>Whether the customer is in the tier or a higher one already, as computed.</summary>
    public bool IsReached => Score.Evaluation.Tier >= _tier;

    /// <summary>
    /// A step for each metric that counts in the customer's segment (its weight and its dimension's are above 0), and for each other
    /// metric or signal that a guardrail of <see cref="Blockers"/> asks about. Possible ones first, then those with the most points to gain,
    /// equal ones by name.
    /// </summary>
    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>
    /// The guardrails that match now and stand in the way, in canonical order: caps below <see cref="TargetFrom"/>, and those that withhold
    /// the score.
    /// </summary>
    public IReadOnlyList<GuardrailMatch> Blockers { get; }

    /// <summary>Finds what would bring a customer into a tier or a higher one.</summary>
    /// <param name="score">The customer's score.</param>
    /// <param name="tier">The tier's name.</param>
    /// <returns>The path; also for a customer that is there already, and for one without a score.</returns>
    /// <exception cref="ArgumentException">The profile has no such tier.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static TierPath To(HealthScore score, string tier)
    {
        ArgumentNullException.ThrowIfNull(score);
        return new(score, IndexOf(tier, score));
    }

    /// <summary>The path as text for people: where the customer is, what holds it back, and each metric's step.</summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain(string? customer = null)
    {
        var report = new ReportWriter($"{Target} starts at {Score.Precision.Text(TargetFrom)}; {Now()}", customer);
        report.Lines(Score.UnscoredReasons.Select(reason => $"because {reason}"));
        foreach (GuardrailMatch cap in Blockers.Where(blocker => blocker.Effect == GuardrailEffect.Cap))
            report.Line($"held at {Score.Precision.Text(cap.Limit.GetValueOrDefault())} by {cap.Name} ({cap.Reason})");
        if (Blockers.Count > 0 && Score.ValueBeforeGuardrails is { } free)
            report.Line($"before guardrails: {Score.Precision.Text(free)}, {TierOf(free)}");
        if (Score.Override is { } decision)
            report.Line($"pinned: {decision}");
        if (Tracked() is { } tracked)
            report.Line(tracked);
        if (IsReached)
            return report.Paragraph("Reached already").ToString();
        report.Section("Any one of these reaches it", Steps.Where(step => step.IsPossible).Select(step => step.ToString()));
        report.Section("None of these does alone", Steps.Where(step => !step.IsPossible).Select(step => step.ToString()));
        return report.ToString();
    }

    /// <summary>The tier and the first step.</summary>
    /// <returns>
    /// As in <c>steady from 50.0: usage-frequency: 4 → 12.5 active days</c>, <c>steady from 50.0: reached</c> or
    /// <c>steady from 50.0: no metric alone</c>.
    /// </returns>
    public override string ToString() => $"{Target} from {Score.Precision.Text(TargetFrom)}: "
        + (IsReached ? "reached" : Steps is [{ IsPossible: true } first, ..] ? first.ToString() : "no metric alone");

    /// <summary>The columns of the metrics that count, in canonical order.</summary>
    internal static IEnumerable<int> Counting(Scorecard scorecard) => scorecard.Metrics.Where(metric => metric.Counts).Select(metric => metric.Index);

    internal static int IndexOf(string tier, HealthScore score)
    {
        ArgumentNullException.ThrowIfNull(tier);
        int index = score.Scorecard.Tiers.IndexOf(tier);
        return index >= 0 ? index : throw new ArgumentException($"Profile '{score.ProfileName}' has no tier '{Excerpt.OfValue(tier)}'; "
            + Suggestion.For(tier, score.Scorecard.Tiers.Select(known => known.Name)), nameof(tier));
    }

    private ReadOnlyCollection<PathStep> FindSteps() => Counting(Score.Scorecard).Union(Blocking()).Select(FindStep)
        .OrderByDescending(step => step.IsPossible)
        .ThenByDescending(step => step.PointsToGain)
        .ThenBy(step => step.Metric, StringComparer.Ordinal).ToArray().AsReadOnly();

    private IEnumerable<int> Blocking() => Score.Scorecard.Guardrails
        .Where(guardrail => Blockers.Any(blocker => blocker.Name == guardrail.Rule.Name)).SelectMany(guardrail => guardrail.When.Questions)
        .Where(question => question.IsColumn && !Score.Plan.IsLabel(question.Index)).Select(question => question.Index);

    private PathStep FindStep(int column)
    {
        Scorecard scorecard = Score.Scorecard;
        bool isSignal = column >= scorecard.Metrics.Length;
        double? value = double.IsNaN(Score.Row.Values[column]) ? null : Score.Row.Values[column];
        double start = value ?? (isSignal ? 0 : CurveEnds.WorstValue(scorecard.Metrics[column].Curve));
        AcceptedValues? accepted = Score.Plan.AcceptedOf(column);
        IReadOnlyList<ValueRange> reaching = ReachingValues.Of(Score, column, _tier);
        if (accepted is not null)
            reaching = accepted.Within(reaching);
        return new(Score.Plan.Columns[column], Score.Plan.Units[column], value,
            reaching.Count == 0 ? null : ReachingValues.Needed(reaching, start, accepted), reaching,
            !isSignal && scorecard.Metrics[column].Counts ? Available(column) : 0);
    }

    private double Available(int metric)
    {
        Scorecard scorecard = Score.Scorecard;
        var attempt = new Attempt(Score);
        attempt.Set(metric, CurveEnds.WorstValue(scorecard.Metrics[metric].Curve));
        Evaluation best = attempt.Measure(scorecard);
        Curve curve = scorecard.Metrics[metric].Curve;
        attempt.Join(scorecard, best, metric,
            Score.Plan.AcceptedOf(metric) is { } accepted ? CurveEnds.BestPoints(curve, accepted) : CurveEnds.BestPoints(curve));
        // Its dimension may still have too little data to count.
        return double.IsNaN(best.Unguarded) ? 0 : Math.Max(0, best.Unguarded - (Score.ValueBeforeGuardrails ?? 0));
    }

    /// <summary>What a tracked customer needs in addition to the tier's start; null where that is nothing.</summary>
    private string? Tracked()
    {
        TrackingRules rules = Score.Plan.Profile.Tracking;
        // Nobody comes up into the lowest tier.
        if (IsReached || _tier == 0 || (rules.Margin == 0 && rules.DwellUp.IsNone))
            return null;
        double from = (double)(Number.Exact(TargetFrom) + Number.Exact(rules.Margin));
        Precision fine = Score.Precision.For(from), usual = Score.Precision;
        return $"a tracked customer comes into it from {(fine.Decimals > usual.Decimals ? fine : usual).Text(from)} on"
            + (rules.DwellUp.IsNone ? "" : $", after {rules.DwellUp}");
    }

    private string TierOf(double score) => Score.Scorecard.Tiers[RowArithmetic.TierOf(Score.Scorecard, score)].Name;

    private string Now() => Score.ComputedValue is { } value
        ? $"the score is {Score.Precision.Text(value)} ({Score.ComputedTier})"
        : "the customer is unscored";
}
