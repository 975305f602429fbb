using HealthScoring.Text;

namespace HealthScoring.Plans;

/// <summary>How a profile scores parents, decided once for the tally and for SQL.</summary>
internal sealed class ParentPlan
{
    /// <summary>How many children a parent may have: so many sums of 64 bits hold.</summary>
    public const int MostChildren = 1 << 22;

    /// <summary>A parent's score has no digits below this: it hides that its sums are of rounded numbers.</summary>
    public const double Steps = 1e6;

    public ParentPlan(ScoringProfile profile)
    {
        ParentRules rules = profile.Parents;
        (Rule, MinimumCoverage) = (rules.RollUp, rules.MinimumCoverage);
        Below = profile.Tiers.IndexOf(rules.Below);
        BelowName = rules.Below;
        Tiers = rules.Tiers.Count == 0 ? profile.Tiers : new(rules.Tiers);
        Precision = Precision.Of(Tiers.Select(tier => tier.From), largest: 100);
        TierCuts = [.. Tiers.Select(tier => Math.Max(0, Precision.Least(tier.From)))];
        LeastCoverage = Precision.Standard.Least(rules.MinimumCoverage);
        ChildPrecision = profile.TierPrecision;
    }

    public RollUpRule Rule { get; }

    /// <summary>The index of the tier below which a child counts against its parent; -1 where no tier does.</summary>
    public int Below { get; }

    public string? BelowName { get; }

    public TierScale Tiers { get; }

    /// <summary>The least score of each tier, by its index.</summary>
    public double[] TierCuts { get; }

    public Precision Precision { get; }

    /// <summary>How the children's scores are printed, whatever segment each is in.</summary>
    public Precision ChildPrecision { get; }

    public double MinimumCoverage { get; }

    public double LeastCoverage { get; }
}
