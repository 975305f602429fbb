using System.Collections.Frozen;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Refuses a state that cannot have come from the profile of a score.</summary>
internal static class StateCheck
{
    public static void ThrowIfForeign(TrackingState previous, Plan plan, string parameter)
    {
        ScoringProfile profile = plan.Profile;
        if (previous.ProfileId != profile.Id)
        {
            throw new ArgumentException(
                $"The state is of profile '{Excerpt.OfValue(previous.ProfileId)}', and the score is of profile '{Excerpt.OfValue(profile.Id)}'; "
                + "store one state per customer and profile, and give each score the state of its own. A renamed profile keeps its states "
                + $"with \"id\": \"{Excerpt.OfValue(previous.ProfileId)}\".", parameter);
        }
        // Another version of the profile may have other names.
        if (previous.Data.Rules != profile.RulesFingerprint)
            return;
        StateData data = previous.Data;
        if (Array.Find([previous.Tier, previous.PendingTier], tier => tier is not null && profile.Tiers.IndexOf(tier) < 0) is { } tier)
            throw Foreign("tier", tier, profile.Tiers.Select(known => known.Name));
        string[] metrics = [.. data.Stale, .. data.Known, .. previous.LostMetrics, .. data.Accepted.Select(accepted => accepted.Metric)];
        if (Outside(plan.Names, metrics) is { } metric)
            throw Foreign("metric", metric, profile.MetricNames);
        if (Outside(plan.Actions, data.Fired.Select(fired => fired.Action)) is { } action)
            throw Foreign("action", action, profile.Actions.Select(known => known.Name));

        ArgumentException Foreign(string kind, string name, IEnumerable<string> known) => new(
            $"The state names the {kind} '{Excerpt.OfValue(name)}', which its own profile, {profile}, does not have "
            + $"({Suggestion.For(name, known)}). Restore the state of the last score, or pass null to start again.", parameter);
    }

    private static string? Outside(FrozenSet<string> known, IEnumerable<string> names) => names.FirstOrDefault(name => !known.Contains(name));
}
