using FsCheck;
using FsCheck.Fluent;

namespace HealthScoring.Tests.Properties;

/// <summary>How parents are scored.</summary>
public sealed record ParentDraft(RollUpRule Rule, string? Below, double MinimumCoverage, TierDraft[] Tiers)
{
    public static Gen<ParentDraft> For(TierDraft[] tiers) =>
        from rule in Gen.Elements(Enum.GetValues<RollUpRule>().Take(tiers.Length > 1 ? 3 : 2).ToArray())
        from below in Gen.Elements(tiers.Length > 1 ? tiers[1..] : tiers)
        from coverage in Gen.Elements(0.1, 0, 0.3, 0.5, 1)
        from own in Gen.Elements<TierDraft[]>(
            [], [], [new("low", 0), new("high", 50)], [new("only", 0)], [new("a", 0), new("b", 33.333), new("c", 70)])
        select new ParentDraft(rule, rule == RollUpRule.ShareBelow ? below.Name : null, coverage, own);

    public void Fill(ParentBuilder to)
    {
        _ = Rule switch
        {
            RollUpRule.Lowest => to.Lowest(),
            RollUpRule.ShareBelow => to.ShareBelow(Below!),
            _ => to,
        };
        to.MinimumCoverage(MinimumCoverage);
        foreach (TierDraft tier in Tiers)
            to.Tier(tier.Name, tier.From);
    }
}
