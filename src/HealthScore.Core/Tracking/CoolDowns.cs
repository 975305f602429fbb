using System.Collections.Frozen;
using HealthScoring.Plans;

namespace HealthScoring.Tracking;

/// <summary>The actions that are due and do not cool down, and when those with a cool-down were last due.</summary>
internal readonly record struct CoolDowns(IReadOnlyList<DueAction> Due, List<FiredAction> Fired)
{
    /// <summary>Maps the actions to the tier that counts.</summary>
    /// <param name="previous">Has the actions that were due before.</param>
    /// <param name="score">What is due by it.</param>
    /// <param name="tier">The index of the tier the customer counts as, or is remembered with while it is unscored; -1 for none.</param>
    /// <param name="hasLeftTier">Whether that is another tier than before; the first tier ever is not.</param>
    /// <param name="isLosing">Whether data are lost.</param>
    /// <param name="told">The step that is restated: what it listed is not due again, and cools down; null where none is.</param>
    public static CoolDowns Apply(TrackingState? previous, HealthScore score, int tier, bool hasLeftTier, bool isLosing, TrackedScore? told)
    {
        Scorecard scorecard = score.Scorecard;
        var fired = new SortedDictionary<string, FiredAction>(StringComparer.Ordinal);
        Dictionary<string, TrackedScore> listed = told is null ? [] : told.Told
            .SelectMany(step => step.DueActions.Select(action => (action.Name, Step: step)))
            .ToDictionary(action => action.Name, action => action.Step, StringComparer.Ordinal);
        FrozenSet<string> known = score.Plan.Actions;
        foreach (FiredAction action in previous?.Data.Fired ?? [])
        {
            // A new version of the profile may have it no more.
            if (known.Contains(action.Action))
                fired[action.Action] = hasLeftTier ? action with { HasLeftTier = true } : action;
        }
        var due = new List<DueAction>();
        var coolDowns = scorecard.Actions.Where(plan => plan.Rule.CoolDown is not null)
            .ToDictionary(plan => plan.Rule.Name, plan => plan.Rule.CoolDown, StringComparer.Ordinal);
        foreach (DueAction action in DueFor(score, score.Tier is null ? -1 : tier, isLosing))
        {
            CoolDown? coolDown = coolDowns.GetValueOrDefault(action.Name);
            if (coolDown is not null && fired.TryGetValue(action.Name, out FiredAction last) && Cools(coolDown, last, score.AsOf))
                continue;
            if (listed.ContainsKey(action.Name))
                continue;
            due.Add(action);
            if (coolDown is not null)
                fired[action.Name] = new(action.Name, score.AsOf.UtcDateTime, HasLeftTier: false);
        }
        foreach ((string action, TrackedScore step) in listed)
        {
            if (known.Contains(action) && (coolDowns.ContainsKey(action) || step.HasFired(action)))
                fired[action] = new(action, step.Score.AsOf < score.AsOf ? step.State.Data.AsOf : score.AsOf.UtcDateTime, HasLeftTier: false);
        }
        return new(due.AsReadOnly(), [.. fired.Values]);
    }

    /// <summary>
    /// The actions that are due, cooling down or not. Where data are lost, none is due by a tier that the score itself is below, and none by a
    /// guardrail whose number is missing: nobody knows.
    /// </summary>
    public static IEnumerable<DueAction> DueFor(HealthScore score, int tier, bool isLosing) =>
        ActionMapper.Map(score, isLosing && score.TierIndex < tier ? -1 : tier, onlyKnown: isLosing);

    private static bool Cools(CoolDown coolDown, FiredAction last, DateTimeOffset asOf) =>
        coolDown.Time is { } time ? asOf - last.At < time : !last.HasLeftTier;
}
