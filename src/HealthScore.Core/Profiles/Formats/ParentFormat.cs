using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>How parents are scored, in a profile.</summary>
internal static class ParentFormat
{
    private static readonly (string Name, RollUpRule Rule)[] Rules =
        [("weightedMean", RollUpRule.WeightedMean), ("lowest", RollUpRule.Lowest), ("shareBelow", RollUpRule.ShareBelow)];

    public static ParentRules Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "rollUp", "below", "minimumCoverage", "tiers");
        return new()
        {
            RollUp = ReadRule(source, errors),
            Below = source.Text("below"),
            MinimumCoverage = source.Number("minimumCoverage", ParentRules.DefaultMinimumCoverage),
            Tiers = source.List("tiers", TierFormat.Read),
        };
    }

    public static void Write(ParentRules rules, PartWriter json)
    {
        json.Text("rollUp", rules.RollUp == RollUpRule.WeightedMean ? null : Rules.First(pair => pair.Rule == rules.RollUp).Name);
        json.Text("below", rules.Below);
        json.NumberUnless(ParentRules.DefaultMinimumCoverage, "minimumCoverage", rules.MinimumCoverage);
        json.List("tiers", rules.Tiers, TierFormat.Write);
    }

    public static void Check(ParentRules rules, PartCheck at)
    {
        PartCheck below = at.At("below");
        if (rules.RollUp == RollUpRule.ShareBelow && rules.Below is null && !below.IsFaulty)
            at.At("rollUp").AddText("shareBelow", "nothing says below which tier a child counts", "name it: \"below\": \"…\"");
        else if (rules is { Below: { } unread, RollUp: not RollUpRule.ShareBelow } && !at.At("rollUp").IsFaulty)
            below.AddText(unread, "only \"rollUp\": \"shareBelow\" reads it", "remove it, or set \"rollUp\": \"shareBelow\"");
        else if (rules.Below is { } tier && tier == at.Declared.LowestTier)
            below.AddText(tier, $"no tier is below '{tier}'", "name a higher tier");
        else
            below.Reference("tier", rules.Below, at.Declared.Tiers);
        at.At("minimumCoverage").Share(rules.MinimumCoverage);
        PartCheck tiers = at.At("tiers");
        if (rules.Tiers.Count == 0)
            return;
        at.Names("tiers", rules.Tiers, one => one.Name);
        at.Each("tiers", rules.Tiers, TierFormat.Check);
        TierFormat.CheckStarts(rules.Tiers, tiers, i => tiers.AtItem(i).At("from"));
    }

    private static RollUpRule ReadRule(SourceObject source, SourceErrors errors)
    {
        if (source.Find("rollUp") is not { } node)
            return RollUpRule.WeightedMean;
        string name = source.TextOf(node);
        if (Rules.FirstOrDefault(pair => pair.Name == name) is { Name: not null } found)
            return found.Rule;
        errors.AddUnknown(node.Path, Excerpt.Quoted(name), $"unknown roll-up '{name}'", name, Rules.Select(pair => pair.Name));
        return RollUpRule.WeightedMean;
    }
}
