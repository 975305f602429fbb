using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Refuses a state that cannot have come from the profile of a score.</summary>
internal static class StateCheck
{
    public static void ThrowIfForeign(TrackingState previous, ScoringProfile profile, string parameter)
    {
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
        string? problem = Unknown(profile, "tier", [previous.Tier, previous.PendingTier], profile.Tiers.Select(tier => tier.Name))
            ?? Unknown(profile, "metric", [.. previous.Data.Stale, .. previous.Data.Known, .. previous.LostMetrics,
                .. previous.Data.Accepted.Select(metric => metric.Metric)], profile.MetricNames)
            ?? Unknown(profile, "action", previous.Data.Fired.Select(fired => fired.Action), profile.Actions.Select(action => action.Name));
        if (problem is not null)
        {
            throw new ArgumentException(
                $"The state names the {problem}. Restore the state of the last score, or pass null to start again.",
                parameter);
        }
    }

    private static string? Unknown(ScoringProfile profile, string kind, IEnumerable<string?> names, IEnumerable<string> known) =>
        names.OfType<string>().Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? $"{kind} '{Excerpt.OfValue(unknown)}', which its own profile, {profile}, does not have ({Suggestion.For(unknown, known)})"
            : null;
}
