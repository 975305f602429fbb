using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A customer's score and tier as they count: computed, or as an override pins them.</summary>
internal readonly record struct Pin(double Score, int Tier)
{
    /// <summary>Applies an override that holds.</summary>
    public static Pin Of(ScoreOverride decision, Scorecard scorecard, double score) => decision.Score is { } pinned
        ? new(pinned, scorecard.Tiers.IndexOf(pinned))
        : new(score, scorecard.Tiers.IndexOf(decision.Tier));

    /// <summary>What keeps an override from being applied under a profile; null where nothing does.</summary>
    public static ArgumentException? Problem(ScoreOverride decision, ScoringProfile profile) =>
        decision.Tier is null || profile.Tiers.IndexOf(decision.Tier) >= 0 ? null : new ArgumentException(
            $"The override pins the tier '{Excerpt.OfValue(decision.Tier)}', which profile '{profile.Name}' does not have; "
            + Suggestion.For(decision.Tier, profile.Tiers.Select(tier => tier.Name)));
}
