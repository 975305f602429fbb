using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The customers that are in one tier before a change of the profile, and in the same or another one after it.</summary>
public sealed class TierMigration
{
    internal TierMigration(StoredMigration stored) =>
        (TierBefore, TierAfter, Customers, Weight) = (stored.Before, stored.After, stored.Customers, stored.Weight);

    /// <summary>The tier under the profile before; <see langword="null"/> for unscored.</summary>
    public string? TierBefore { get; }

    /// <summary>The tier under the profile after; <see langword="null"/> for unscored.</summary>
    public string? TierAfter { get; }

    /// <summary>How many customers there are.</summary>
    public long Customers { get; }

    /// <summary>The sum of their weights; <see langword="null"/> when no customer has one.</summary>
    public double? Weight { get; }

    /// <summary>Whether the two tiers have different names.</summary>
    public bool IsMove => TierBefore != TierAfter;

    /// <summary>The two tiers and how many customers they are.</summary>
    /// <returns>As in <c>high → low: 2 customers, weight 200</c>.</returns>
    public override string ToString() => $"{TierBefore ?? SimulationText.Unscored} → {TierAfter ?? SimulationText.Unscored}: "
        + Number.Counted(Customers, "customer") + (Weight is { } weight ? $", weight {Number.Weight(weight)}" : "");
}
