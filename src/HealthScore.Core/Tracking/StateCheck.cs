using HealthScoring.Profiles;
using HealthScoring.Profiles.Validation;

namespace HealthScoring.Tracking;

/// <summary>Refuses a state that cannot have come from the profile of a score.</summary>
internal static class StateCheck
{
    public static void ThrowIfForeign(TrackingState previous, ScoringProfile profile)
    {
        if (previous.Profile != profile.Name)
        {
            throw new ArgumentException(
                $"The state is of profile '{Excerpt.OfValue(previous.Profile)}', and the score is of profile '{profile.Name}'; "
                + "store one state per customer and profile, and give each score the state of its own.", nameof(previous));
        }
        // Another version of the profile may have other names.
        if (previous.Fingerprint != profile.Fingerprint)
            return;
        IEnumerable<string> tiers = profile.Tiers.Select(tier => tier.Name);
        string? problem = Unknown("tier", [previous.Tier], tiers) ?? Unknown("pending tier", [previous.PendingTier], tiers)
            ?? Unknown("stale metric", previous.Stale, profile.MetricNames)
            ?? Unknown("action", previous.Fired.Select(fired => fired.Action), profile.Actions.Select(action => action.Name));
        if (problem is not null)
        {
            throw new ArgumentException(
                $"The state has {problem}, in profile {profile}, of which it says it is. Restore the state of the last score, or pass null to start again.",
                nameof(previous));
        }
    }

    private static string? Unknown(string kind, IEnumerable<string?> names, IEnumerable<string> known) =>
        names.FirstOrDefault(name => name is not null && !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? $"the {kind} '{Excerpt.OfValue(unknown)}', which there is not ({Suggestion.For(unknown, known)})"
            : null;
}
