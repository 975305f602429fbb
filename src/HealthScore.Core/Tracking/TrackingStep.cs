using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>What one score changed for a tracked customer.</summary>
public sealed class TrackingStep
{
    internal TrackingStep(TrackingState state, string? rawTier, DateTimeOffset asOf) => (State, RawTier, AsOf) = (state, rawTier, asOf);

    /// <summary>
    /// The state to store for the next score; where <see cref="IsIgnored"/>, the previous one itself. Not part of the JSON: it is stored by
    /// <see cref="TrackingState.ToJson"/>.
    /// </summary>
    [JsonIgnore]
    public TrackingState State { get; }

    /// <summary>The time of the score, in UTC.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The tier that the score itself has; <see langword="null"/> where it is unscored.</summary>
    public string? RawTier { get; }

    /// <summary>The tier that the customer counts as, by margin and dwell; <see langword="null"/> while it is unscored.</summary>
    public string? Tier => State.IsUnscored ? null : State.Tier;

    /// <summary>The tier that scores ask for and that does not count yet; <see langword="null"/> where there is none.</summary>
    public string? PendingTier => State.PendingTier;

    /// <summary>The time of the first score in a row that asked for another tier, in UTC; <see langword="null"/> where none is pending.</summary>
    public DateTimeOffset? PendingSince => State.PendingSince;

    /// <summary>
    /// What happened: by <see cref="TrackingEvent.Kind"/> in the order in which the kinds are declared, then by metric. Empty for a
    /// customer's first score.
    /// </summary>
    public IReadOnlyList<TrackingEvent> Events { get; internal init; } = [];

    /// <summary>
    /// The actions that are due for <see cref="Tier"/> and do not cool down, by priority, then in declared order. Do them: the state holds
    /// that they were due. Empty where <see cref="IsIgnored"/>.
    /// </summary>
    public IReadOnlyList<DueAction> DueActions { get; internal init; } = [];

    /// <summary>Whether nothing was done, because the score is not later than the last one.</summary>
    public bool IsIgnored { get; internal init; }

    /// <summary>The step in one line.</summary>
    /// <returns>
    /// As in <c>2026-11-15 00:00 UTC: steady; at-risk pending since 2026-11-08 00:00 UTC; score dropped by 12.3: from 71.2 to 58.9 within 30
    /// days; due: csm-call</c>.
    /// </returns>
    public override string ToString() =>
        IsIgnored
            ? Ignored
            : string.Concat(State.ToString(), string.Concat(Events.Select(happened => $"; {happened}")),
                DueActions.Count == 0 ? "" : $"; due: {string.Join(", ", DueActions.Select(action => action.Name))}");

    /// <summary>The step as text for people: where the customer stands, what happened, and what to do.</summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain(string? customer = null) => new ReportWriter(IsIgnored ? Ignored : State.ToString(), customer)
        .Lines(Events.Select(happened => happened.ToString()))
        .Section("To do", DueActions.Select(action => action.Text))
        .ToString();

    private string Ignored => $"{TimeText.Minute(AsOf)}: ignored, not later than {TimeText.Minute(State.AsOf)}";
}
