using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A customer's score and tier as they count: computed, or as an override pins them.</summary>
internal readonly record struct Pin(double Score, int Tier)
{
    /// <summary>Applies an override that holds.</summary>
    public static Pin Of(ScoreOverride pinned, Scorecard scorecard, double computed) => pinned.Score is { } score
        ? new(score, RowArithmetic.TierOf(scorecard, score))
        : new(computed, scorecard.Tiers.IndexOf(pinned.Tier));

    /// <summary>What keeps an override from being applied under a profile; null where nothing does.</summary>
    public static ArgumentException? Problem(ScoreOverride pinned, ScoringProfile profile) =>
        pinned.Tier is null || profile.Tiers.IndexOf(pinned.Tier) >= 0 ? null : new ArgumentException(
            $"The override pins the tier '{Excerpt.OfValue(pinned.Tier)}', which profile '{profile.Name}' does not have; "
            + Suggestion.For(pinned.Tier, profile.Tiers.Select(tier => tier.Name)));
}
