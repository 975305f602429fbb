namespace HealthScoring.Analysis;

/// <summary>
/// Customers for whom every condition of the profile says the same: one stretch of each column, and the segment that the host names.
/// </summary>
internal sealed class Setting
{
    /// <summary>Its index among the settings of the profile.</summary>
    public required int Index { get; init; }

    public required Stretch[] Stretches { get; init; }

    /// <summary>The index of the segment that the host names; -1 for none.</summary>
    public required int Named { get; init; }

    /// <summary>The rules by which these customers are scored.</summary>
    public required Variant Variant { get; init; }

    /// <summary>The guardrails that match.</summary>
    public required Guardrail[] Matched { get; init; }

    /// <summary>The lowest cap that matches, or 100.</summary>
    public required double Ceiling { get; init; }

    /// <summary>The highest floor that matches, not above the ceiling, or 0.</summary>
    public required double Ground { get; init; }

    /// <summary>A customer with the fewest points in every metric.</summary>
    public required double[] Worst { get; init; }

    /// <summary>A customer with the most points in every metric.</summary>
    public required double[] Best { get; init; }

    /// <summary>The tier of the worst customer; -1 where these customers have no score.</summary>
    public required int LowestTier { get; init; }

    /// <summary>The tier of the best customer; -1 where these customers have no score.</summary>
    public required int HighestTier { get; init; }

    /// <summary>Whether these customers have a score: that hangs on what is missing and on guardrails, so it is the same for all of them.</summary>
    public bool IsScored => LowestTier >= 0;

    /// <summary>Whether the same points give the same score as in another setting in which the same metrics are missing.</summary>
    public bool ScoresAs(Setting other) =>
        Variant == other.Variant && Ceiling == other.Ceiling && Ground == other.Ground && IsScored == other.IsScored;
}
