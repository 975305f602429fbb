using HealthScoring.Tracking;

namespace HealthScoring.Analysis;

/// <summary>A score in a simulation, with the tier the customer counts as: the score's own, or for a tracked customer the one that counts.</summary>
internal readonly record struct SimulatedScore(HealthScore Score, string? Tier, int TierIndex)
{
    /// <summary>The score and tier of a customer.</summary>
    /// <param name="score">The score.</param>
    /// <param name="state">The state after its last score; null where it is not tracked.</param>
    /// <exception cref="ArgumentException">The state is of another profile.</exception>
    public static SimulatedScore Of(HealthScore score, TrackingState? state) =>
        state is null ? new(score, score.Tier, score.TierIndex)
        : Tracker.Peek(state, score) is var tracked ? new(score, tracked.Tier, tracked.TierIndex) : default;

    public override string ToString() => Tier == Score.Tier ? Score.ToString() : $"{Score}, counts as {Tier}";
}
