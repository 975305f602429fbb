using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A segment in a profile.</summary>
internal static class SegmentFormat
{
    public static Segment Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors,
            "name", "description", "when", "weights", "curves", "guardrails", "tiers", "actions", "without");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            When = source.Value("when", ConditionFormat.Read),
            Weights = source.Map("weights", source.NumberOf).AsReadOnly(),
            Curves = source.Map("curves", curve => CurveFormat.Read(curve, errors)).AsReadOnly(),
            Guardrails = source.List("guardrails", GuardrailFormat.Read),
            Tiers = source.Map("tiers", source.NumberOf).AsReadOnly(),
            Actions = source.List("actions", ActionFormat.Read),
            Without = source.List("without", (name, _) => source.TextOf(name)),
        };
    }

    public static void Write(Segment segment, PartWriter json)
    {
        json.Name(segment.Name);
        json.ForPeople("description", segment.Description);
        if (segment.When is { } when)
            json.Object("when", when, ConditionFormat.Write);
        json.Numbers("weights", segment.Weights);
        json.OneLiners("curves", segment.Curves, curve => CurveFormat.Text(curve, json));
        json.Unordered("guardrails", segment.Guardrails, guardrail => guardrail.Name, GuardrailFormat.Write);
        json.Numbers("tiers", segment.Tiers);
        json.Unordered("actions", segment.Actions, action => action.Name, ActionFormat.Write);
        json.Names("without", segment.Without);
    }

    public static void Check(Segment segment, PartCheck at)
    {
        Declarations declared = at.Declared;
        at.At("description").Text(segment.Description);
        if (segment.When is { } when)
            ConditionFormat.Check(when, at.At("when"), "a segment", []);
        at.Each("weights", segment.Weights, (name, weight, item) =>
        {
            item.Reference("dimension or metric", name, declared.Weighted);
            item.Weight(weight);
        });
        at.Each("curves", segment.Curves, (name, curve, item) =>
        {
            item.Reference("metric", name, declared.Scored);
            if (!declared.MayEarnAnyPoints(name))
                CurveFormat.CheckPoints(curve, item);
        });
        at.Names("guardrails", segment.Guardrails, guardrail => guardrail.Name);
        at.Each("guardrails", segment.Guardrails, (guardrail, item) =>
        {
            item.At("name").Reference("guardrail", guardrail.Name, declared.Guardrails);
            GuardrailFormat.Check(guardrail, item);
        });
        at.Each("tiers", segment.Tiers, (name, _, item) => item.Reference("tier", name, declared.Tiers));
        at.Names("actions", segment.Actions, action => action.Name);
        at.Each("actions", segment.Actions, (action, item) =>
        {
            item.At("name").Reference("action", action.Name, declared.Actions);
            ActionFormat.Check(action, item);
        });
        HashSet<string> replaced = new(segment.Guardrails.Select(guardrail => guardrail.Name).Concat(segment.Actions.Select(action => action.Name)),
            StringComparer.Ordinal);
        at.Each("without", segment.Without, (name, item) => CheckWithout(replaced, name, item));
    }

    private static void CheckWithout(HashSet<string> replaced, string name, PartCheck at)
    {
        at.Reference("guardrail or action", name, at.Declared.Removable);
        if (replaced.Contains(name))
            at.AddText(name, $"'{name}' is both replaced and left out", "remove it here, or under \"guardrails\" or \"actions\"");
        if (at.Declared.Guardrails.Contains(name) && at.Declared.Actions.Contains(name))
            at.AddText(name, $"'{name}' is both a guardrail and an action", "give one of them another name");
    }
}
