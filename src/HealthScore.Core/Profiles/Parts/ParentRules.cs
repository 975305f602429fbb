namespace HealthScoring;

/// <summary>How customers that belong together, such as the subsidiaries of one group, make the score of their parent.</summary>
/// <remarks>It changes no customer's score; only the roll-up of parents reads it.</remarks>
public sealed class ParentRules
{
    /// <summary>The minimum coverage of parents where the profile names none: a score from next to nothing is none.</summary>
    internal const double DefaultMinimumCoverage = 0.1;

    internal ParentRules()
    {
    }

    /// <summary>The weighted mean, in the tiers of the profile.</summary>
    internal static ParentRules Default { get; } = new();

    /// <summary>How the children's scores make the parent's.</summary>
    public RollUpRule RollUp { get; internal init; }

    /// <summary>
    /// The tier of the profile below which a child counts against its parent, under <see cref="RollUpRule.ShareBelow"/>;
    /// <see langword="null"/> otherwise.
    /// </summary>
    public string? Below { get; internal init; }

    /// <summary>
    /// The least share of the children's weight that must have a score, 0 to 1 inclusive, for the parent to have one: 0.1 by default, and 0 asks
    /// for none.
    /// </summary>
    public double MinimumCoverage { get; internal init => field = value + 0.0; } = DefaultMinimumCoverage;

    /// <summary>The parents' own tiers by rising cut-off; empty where parents have the tiers of the profile.</summary>
    public IReadOnlyList<Tier> Tiers { get; internal init; } = [];

    internal bool IsDefault => RollUp == RollUpRule.WeightedMean && Below is null && MinimumCoverage == DefaultMinimumCoverage
        && Tiers.Count == 0;
}
