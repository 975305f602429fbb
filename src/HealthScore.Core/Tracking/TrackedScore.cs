using System.Text.Json.Serialization;
using HealthScoring.Portfolios;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>A score of a tracked customer: what it is, what the customer counts as by it, what it changed, and what to do.</summary>
public sealed class TrackedScore
{
    internal TrackedScore(HealthScore score, TrackingState state) => (Score, State) = (score, state);

    /// <summary>
    /// The state to store for the next score; where <see cref="IsIgnored"/>, and from <see cref="Tracker.Peek"/>, the previous one itself. Not
    /// part of the JSON: it is stored by <see cref="TrackingState.ToJson"/>.
    /// </summary>
    [JsonIgnore]
    public TrackingState State { get; }

    /// <summary>The score alone; its own tier and actions are those without tracking.</summary>
    [JsonPropertyOrder(1)]
    public HealthScore Score { get; }

    /// <summary>The tier that the customer counts as, by margin, dwell and lost data; <see langword="null"/> while it is unscored.</summary>
    public string? Tier { get; internal init; }

    /// <summary>The index of <see cref="Tier"/> in <see cref="ScoringProfile.Tiers"/>, 0 for the lowest; -1 where there is no tier.</summary>
    [JsonIgnore]
    public int TierIndex => Tier is null ? -1 : Score.Scorecard.Tiers.IndexOf(Tier);

    /// <summary>The tier that scores ask for and that does not count yet; <see langword="null"/> where there is none.</summary>
    public string? PendingTier => Pending?.Tier;

    /// <summary>The time of the first score in a row that asked for another tier, in UTC; <see langword="null"/> where none is pending.</summary>
    public DateTimeOffset? PendingSince => Pending?.Since;

    /// <summary>
    /// The metrics and signals whose value is lost, as <see cref="TrackingState.LostMetrics"/> says; while there are any, the tier does not rise.
    /// </summary>
    public IReadOnlyList<string> LostMetrics { get; internal init; } = [];

    /// <summary>
    /// What happened: by <see cref="TrackingEvent.Kind"/> in the order in which the kinds are declared, then by metric. Empty for a
    /// customer's first score.
    /// </summary>
    public IReadOnlyList<TrackingEvent> Events { get; internal init; } = [];

    /// <summary>
    /// The actions that are due for <see cref="Tier"/> and do not cool down, by priority, then in declared order. Do them: the state holds
    /// that they were due. Empty where <see cref="IsIgnored"/>. From <see cref="Tracker.Peek"/> also those that cool down.
    /// </summary>
    public IReadOnlyList<DueAction> DueActions { get; internal init; } = [];

    /// <summary>Whether nothing was done, because the score is not later than the last one.</summary>
    public bool IsIgnored { get; internal init; }

    /// <summary>Counts the customer as <see cref="HealthScore.AddTo(PortfolioTally, double?)"/> does, by the tier that it counts as.</summary>
    /// <param name="tally">Takes the customer.</param>
    /// <param name="weight">The customer's weight, such as its revenue: 0 to 1e15; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The tally is of another profile.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is NaN or outside 0 to 1e15.</exception>
    /// <exception cref="OverflowException">The sum of weight times score is past 1e26, beyond any portfolio.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="tally"/> is <see langword="null"/>.</exception>
    public void AddTo(PortfolioTally tally, double? weight = null) => Score.AddTo(tally, TierIndex, weight);

    /// <summary>
    /// Counts the customer as <see cref="HealthScore.AddToParent(ParentTally, string, double?)"/> does, by the tier that it counts as.
    /// </summary>
    /// <param name="parent">Takes the customer.</param>
    /// <param name="child">What to call the customer in the parent's explanation.</param>
    /// <param name="weight">The customer's weight, such as its revenue, or 1: 0 to 1e15; <see langword="null"/> where it is not known.</param>
    /// <exception cref="ArgumentException">The tally is of another profile.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is NaN or outside 0 to 1e15.</exception>
    /// <exception cref="OverflowException">The parent has 4,194,304 children already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="parent"/> or <paramref name="child"/> is <see langword="null"/>.</exception>
    public void AddToParent(ParentTally parent, string child, double? weight = 1) => Score.AddToParent(parent, child, TierIndex, weight);

    /// <summary>The tracked score in one line.</summary>
    /// <returns>
    /// As in <c>2026-11-15 00:00 UTC: steady; at-risk pending since 2026-11-08 00:00 UTC; score dropped by 12.3: from 71.2 to 58.9 within 30
    /// days; due: csm-call</c>.
    /// </returns>
    public override string ToString() =>
        IsIgnored
            ? Ignored
            : string.Concat(TrackingState.Line(Score.AsOf, Tier, Pending, LostMetrics), string.Concat(Events.Select(happened => $"; {happened}")),
                DueActions.Count == 0 ? "" : $"; due: {string.Join(", ", DueActions.Select(action => action.Name))}");

    /// <summary>
    /// The whole story as text for people, as <see cref="HealthScore.Explain"/> tells it, with the tier that counts, what happened, and the actions
    /// that are due by that tier.
    /// </summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain(string? customer = null) => Explanation.Of(Score, customer, new(TierIndex, DueActions,
        [.. Lines().OfType<string>(), .. Events.Select(happened => happened.ToString())]));

    private IEnumerable<string?> Lines()
    {
        yield return IsIgnored ? Ignored : null;
        yield return Tier is null || Tier == Score.Tier ? null : $"counts as {Tier}; the score alone is {Score.Tier}";
        yield return PendingSince is { } since ? $"{PendingTier} pending since {TimeText.Minute(since)}" : null;
        yield return LostMetrics.Count == 0 ? null : $"lost, so that the tier does not rise: {string.Join(", ", LostMetrics)}";
    }

    internal PendingTier? Pending { get; init; }

    /// <summary>Whether the score was taken, so that what it says was reported: neither ignored nor only shown.</summary>
    internal bool IsStep { get; init; }

    /// <summary>The state that the step started from; null for a customer's first score.</summary>
    internal TrackingState? Before { get; init; }

    /// <summary>The step that this one replaces; null where it replaces none.</summary>
    internal TrackedScore? Restated { get; init; }

    /// <summary>This step, and those that it replaces: all of them were reported.</summary>
    internal IEnumerable<TrackedScore> Told => Restated is null ? [this] : Restated.Told.Append(this);

    internal bool HasTold(TrackingEvent happened) => Told.Any(step => step.Events.Any(told => told.Kind == happened.Kind
        && told.FromTier == happened.FromTier && told.ToTier == happened.ToTier && told.Metric == happened.Metric));

    /// <summary>Whether an action started to cool down with this score.</summary>
    internal bool HasFired(string action) => State.Data.Fired.Contains(new(action, State.Data.AsOf, HasLeftTier: false));

    private string Ignored => $"{TimeText.Minute(Score.AsOf)}: ignored, not later than {TimeText.Minute(State.AsOf)}";
}
