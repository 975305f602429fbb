using System.Text.Json;
using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A guardrail in a profile.</summary>
internal static class GuardrailFormat
{
    public static Guardrail Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "name", "description", "when", "cap", "floor", "unscored", "immediate", "whenMissing");
        bool sound = !errors.HasFaultWithin(node.Path);
        string name = source.Name();
        Condition when = source.Require("when", "say when it applies: { \"metric\": …, \"atLeast\": … }") is { } condition
            ? ConditionFormat.Read(condition, errors)
            : Condition.IsMissing("");
        string[] effects = [.. source.Present.Intersect(["cap", "floor", "unscored"])];
        if (effects.Length != 1 && sound)
        {
            errors.Add(node, effects.Length == 0 ? "the guardrail does nothing" : "the guardrail has more than one effect",
                "give exactly one of cap, floor, unscored");
        }
        else if (effects.Length != 1)
            errors.Excuse(source.PathOf("unscored"));
        if (source.Find("unscored") is { Kind: not JsonTokenType.True } unscored)
            errors.Add(unscored, $"\"unscored\" is {unscored.Raw}", "write \"unscored\": true, or use cap or floor");
        (GuardrailEffect effect, (double limit, string? tier)) = effects.FirstOrDefault() switch
        {
            "floor" => (GuardrailEffect.Floor, ReadLimit(source, "floor")),
            "cap" => (GuardrailEffect.Cap, ReadLimit(source, "cap")),
            "unscored" when effects.Length == 1 => (GuardrailEffect.Unscored, (0, null)),
            // Its effect is unknown, so nothing that depends on it is found wrong.
            _ => (GuardrailEffect.Cap, (0, null)),
        };
        return new(name, when, effect, limit)
        {
            Tier = tier,
            Description = source.Text("description"),
            Immediate = source.YesOrNo("immediate"),
            AppliesWhenMissing = source.Find("whenMissing") is { } choice && ReadWhenMissing(choice, errors),
        };
    }

    public static void Write(Guardrail guardrail, PartWriter json)
    {
        json.Name(guardrail.Name);
        json.ForPeople("description", guardrail.Description);
        json.Object("when", guardrail.When, ConditionFormat.Write);
        if (guardrail.Effect == GuardrailEffect.Unscored)
            json.Flag("unscored", true);
        else if (guardrail.Tier is { } tier)
            json.Text(LimitOf(guardrail), tier);
        else
            json.Number(LimitOf(guardrail), guardrail.Limit);
        json.Flag("immediate", guardrail.Immediate);
        json.Text("whenMissing", guardrail.AppliesWhenMissing ? "apply" : null);
    }

    public static void Check(Guardrail guardrail, PartCheck at)
    {
        at.At("description").Text(guardrail.Description);
        ConditionFormat.Check(guardrail.When, at.At("when"), "a guardrail", [ConditionSubject.Dimension]);
        foreach (Condition asked in guardrail.When.Leaves.Where(leaf => leaf.Subject == ConditionSubject.Dimension))
        {
            bool raises = guardrail.Effect == GuardrailEffect.Floor;
            if (!at.At("unscored").IsFaulty && raises != (asked.Operator == ConditionOperator.AtLeast))
            {
                at.At("when").Add(null, $"more points of '{asked.Name}' would lower the score",
                    $"ask for \"{(raises ? "atLeast" : "below")}\" in a {(raises ? "floor" : "guardrail that lowers or withholds the score")}");
            }
        }
        if (guardrail.Tier is { } tier)
            CheckTier(guardrail, tier, at.At(LimitOf(guardrail)));
        else
            at.At(LimitOf(guardrail)).Score(guardrail.Limit);
        if (guardrail is { Immediate: true, Effect: GuardrailEffect.Unscored })
        {
            at.At("immediate").Add("true", "an unscored customer has no tier that could follow at once",
                "leave \"immediate\" to caps and floors");
        }
        if (guardrail.AppliesWhenMissing && !at.At("when").HasFaultWithin
            && guardrail.When.Leaves.All(leaf => leaf.Operator == ConditionOperator.Missing))
        {
            at.At("whenMissing").AddText("apply", "the condition asks for a missing value itself", "leave \"whenMissing\" out");
        }
    }

    /// <summary>A limit: a score, or the name of a tier.</summary>
    private static (double Limit, string? Tier) ReadLimit(SourceObject source, string member) =>
        source.Find(member, "give a score or the name of a tier") is not { } node ? (double.NaN, null)
        : node.Kind == JsonTokenType.String ? (0, node.Text)
        : (source.NumberOf(node), null);

    private static void CheckTier(Guardrail guardrail, string tier, PartCheck at)
    {
        if (!at.Declared.Tiers.Contains(tier) && QuotedNumber.Remedy(tier) is { } remedy)
            at.AddText(tier, $"\"{tier}\" is text, not a number", remedy);
        else
            at.Reference("tier", tier, at.Declared.Tiers);
        if (guardrail.Effect == GuardrailEffect.Cap && tier == at.Declared.HighestTier)
            at.AddText(tier, $"every customer is at most {tier}", "name a lower tier");
        if (guardrail.Effect == GuardrailEffect.Floor && tier == at.Declared.LowestTier)
            at.AddText(tier, $"every customer is at least {tier}", "name a higher tier");
    }

    private static bool ReadWhenMissing(SourceNode node, SourceErrors errors)
    {
        if (node.Text is not ("apply" or "ignore"))
            errors.Add(node, $"unknown choice {node.Raw}", "use \"apply\" or \"ignore\"");
        return node.Text == "apply";
    }

    private static string LimitOf(Guardrail guardrail) => guardrail.Effect == GuardrailEffect.Cap ? "cap" : "floor";
}
