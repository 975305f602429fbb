using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Follows a customer from score to score: the tier that counts, what happened, and the actions that are due again.</summary>
/// <remarks>
/// A pure function: the same state and score give the same step. It asks no clock; time is <see cref="HealthScore.AsOf"/>. The rules are
/// those of the score's profile: <see cref="ScoringProfile.Tracking"/>, <see cref="Guardrail.Immediate"/> and
/// <see cref="ActionRule.CoolDown"/>.
/// </remarks>
public static class Tracker
{
    /// <summary>Takes the next score of a customer.</summary>
    /// <param name="previous">The state after the customer's last score under this profile; <see langword="null"/> for the first.</param>
    /// <param name="score">
    /// The score. One that is not later than the state is ignored: so the same score may come twice, and a late one does no harm.
    /// </param>
    /// <returns>What the score changed, with the state to store.</returns>
    /// <exception cref="ArgumentException">
    /// The state is of a profile of another name, or names a tier, a metric or an action that the profile of its own rules does not have.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="score"/> is <see langword="null"/>.</exception>
    public static TrackedScore Next(TrackingState? previous, HealthScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        DateTimeOffset asOf = score.AsOf.ToUniversalTime();
        if (previous is not null)
        {
            StateCheck.ThrowIfForeign(previous, score.Plan, nameof(previous));
            if (asOf <= previous.AsOf)
                return Ignored(previous, score);
        }
        return Follow(previous, score, asOf, told: null);
    }

    /// <summary>
    /// Takes a score that replaces the last one, such as when a day is scored again with corrected data. The state is the one that this score would
    /// have given in the first place; nothing is reported twice.
    /// </summary>
    /// <param name="told">
    /// The step that the replaced score gave, from <see cref="Next"/> or from an earlier <see cref="Restate"/>. A host that no longer has it makes
    /// it again: <see cref="Next"/> of the state before and <see cref="StoredScore.Rescore"/>.
    /// </param>
    /// <param name="score">
    /// The score that replaces it, usually of the same time. One that is not later than the state before <paramref name="told"/> is ignored.
    /// </param>
    /// <returns>
    /// The step from the state before <paramref name="told"/>, with the state to store. Its events and actions are those that were not reported yet:
    /// an event was if one of the same kind, tiers and metric was, whatever its points; an action was if it was due. What was reported and no
    /// longer holds cannot be taken back: its actions cool down from the time at which they were due.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="told"/> was ignored, or is from <see cref="Peek"/>, so that it reported nothing; or its profile is another one.
    /// </exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static TrackedScore Restate(TrackedScore told, HealthScore score)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(score);
        if (!told.IsStep)
        {
            throw new ArgumentException(
                "The tracked score is not a step: it was ignored, or is from Peek. Give one that Next or Restate took, or pass the score to Next.",
                nameof(told));
        }
        StateCheck.ThrowIfForeign(told.State, score.Plan, nameof(told));
        DateTimeOffset asOf = score.AsOf.ToUniversalTime();
        return told.Before is { } before && asOf <= before.AsOf ? Ignored(told.State, score) : Follow(told.Before, score, asOf, told);
    }

    /// <summary>
    /// Shows a score as a page does between two scores that are stored: with the tier that counts, and all actions that are due by it. Nothing
    /// happens, nothing is fired, and a number of scores to wait for does not grow by it.
    /// </summary>
    /// <param name="current">The state after the customer's last score under this profile; <see langword="null"/> where there is none.</param>
    /// <param name="score">The score, of any time.</param>
    /// <returns>
    /// The score with the tier that counts: the state's, except where another counts at once (an override, an immediate guardrail, a new version
    /// of the profile, no dwell). Its <see cref="TrackedScore.State"/> is the given one; storing it changes nothing. Without a state it is that of
    /// <see cref="Next"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The state is refused, as by <see cref="Next"/>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="score"/> is <see langword="null"/>.</exception>
    public static TrackedScore Peek(TrackingState? current, HealthScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (current is null)
            return Next(previous: null, score);
        StateCheck.ThrowIfForeign(current, score.Plan, nameof(current));
        bool profileChanged = current.Data.Rules != score.Plan.Profile.RulesFingerprint;
        DataLoss loss = DataLoss.Follow(current, score);
        TierDecision decision = TierRule.Decide(current, score, profileChanged, loss, counts: false);
        int tier = score.Tier is null ? -1 : decision.Tier;
        return new(score, current)
        {
            Tier = tier < 0 ? null : score.Scorecard.Tiers[tier].Name,
            // What this score alone asks for is not pending: it is not among those to wait for.
            Pending = decision.Pending == current.Data.Pending || decision.Pending?.Scores > 1 ? decision.Pending : null,
            LostMetrics = loss.Names,
            DueActions = CoolDowns.DueFor(score, tier, loss.Any).ToArray().AsReadOnly(),
        };
    }

    /// <summary>A score that comes again has the tier that counts; one that does not fit the state has its own.</summary>
    private static TrackedScore Ignored(TrackingState state, HealthScore score)
    {
        bool fits = !state.IsUnscored && score.Tier is not null && score.Scorecard.Tiers.IndexOf(state.Tier) >= 0;
        return new(score, state)
        {
            Tier = fits ? state.Tier : score.Tier,
            Pending = state.Data.Pending,
            LostMetrics = state.LostMetrics,
            IsIgnored = true,
        };
    }

    private static TrackedScore Follow(TrackingState? previous, HealthScore score, DateTimeOffset asOf, TrackedScore? told)
    {
        bool profileChanged = previous is not null && previous.Data.Rules != score.Plan.Profile.RulesFingerprint;
        DataLoss loss = DataLoss.Follow(previous, score);
        TierDecision decision = TierRule.Decide(previous, score, profileChanged, loss, counts: true);
        string? tier = decision.Tier < 0 ? null : score.Scorecard.Tiers[decision.Tier].Name;
        TrackingState? comparable = profileChanged || loss.HasAccepted ? null : previous;
        WindowMove drop = WindowMove.Drop(comparable?.Data.Highs ?? [], score, loss.Any),
            rise = WindowMove.Rise(comparable?.Data.Lows ?? [], score, loss.Any);
        bool hasLeftTier = tier is not null && previous?.Tier is { } left && left != tier;
        CoolDowns actions = CoolDowns.Apply(previous, score, decision.Tier, hasLeftTier, loss.Any, told);
        MissingMetric[] stale =
        [
            .. score.Missing.Where(metric => metric.Reason == MissingReason.Stale).OrderBy(metric => metric.Metric, StringComparer.Ordinal),
        ];
        var state = new TrackingState(new()
        {
            Profile = score.Plan.Profile.Id,
            Fingerprint = score.Fingerprint,
            Rules = score.Plan.Profile.RulesFingerprint,
            AsOf = asOf.UtcDateTime,
            Tier = tier,
            IsUnscored = score.Tier is null,
            FollowsNext = score.Override is not null
                || ((score.Tier is null || decision.IsHeld) && (profileChanged || previous?.Data.FollowsNext == true)),
            Pending = decision.Pending,
            HidesFall = decision.HidesFall,
            Highs = drop.Days,
            Lows = rise.Days,
            Stale = [.. stale.Select(metric => metric.Metric)],
            Known = loss.Known,
            Lost = loss.Lost,
            Accepted = loss.Accepted,
            Fired = actions.Fired,
        });
        TrackingEvent?[] events = previous is null ? [] :
        [
            ProfileChanged(previous, state), BecameUnscored(previous, state, score), BecameScored(previous, state),
            TierChanged(previous, state, decision), drop.Event, rise.Event, .. WentStale(previous, stale),
            .. loss.Events.OrderBy(happened => happened.Kind),
        ];
        return new(score, state)
        {
            Tier = state.IsUnscored ? null : state.Tier,
            Pending = decision.Pending,
            LostMetrics = loss.Names,
            Events = events.OfType<TrackingEvent>().Where(happened => told?.HasTold(happened) != true).ToArray().AsReadOnly(),
            DueActions = actions.Due,
            IsStep = true,
            Before = previous,
            Restated = told,
        };
    }

    private static TrackingEvent? ProfileChanged(TrackingState previous, TrackingState state) => previous.Data.Rules == state.Data.Rules ? null
        : new(TrackingEventKind.ProfileChanged, $"fingerprint {previous.Fingerprint[..12]} to {state.Fingerprint[..12]}");

    private static TrackingEvent? BecameUnscored(TrackingState previous, TrackingState state, HealthScore score) =>
        previous.IsUnscored || !state.IsUnscored ? null
            : new(TrackingEventKind.BecameUnscored, string.Join("; ", score.UnscoredReasons)) { FromTier = previous.Tier };

    private static TrackingEvent? BecameScored(TrackingState previous, TrackingState state) => !previous.IsUnscored || state.IsUnscored ? null
        : new(TrackingEventKind.BecameScored) { FromTier = previous.Tier, ToTier = state.Tier };

    private static TrackingEvent? TierChanged(TrackingState previous, TrackingState state, TierDecision decision) =>
        state.IsUnscored || previous.Tier is null || previous.Tier == state.Tier ? null
            : new(TrackingEventKind.TierChanged, decision.Reason) { FromTier = previous.Tier, ToTier = state.Tier, Points = decision.Points };

    private static IEnumerable<TrackingEvent> WentStale(TrackingState previous, MissingMetric[] stale) => stale
        .ExceptBy(previous.Data.Stale, metric => metric.Metric, StringComparer.Ordinal)
        .Select(metric => new TrackingEvent(TrackingEventKind.WentStale, $"{Number.Age(metric.AgeInDays.GetValueOrDefault())} old")
        {
            Metric = metric.Metric,
        });
}
