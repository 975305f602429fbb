using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>An action in a profile.</summary>
internal static class ActionFormat
{
    public static ActionRule Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors,
            "name", "description", "priority", "tier", "driver", "pointsLost", "guardrail", "segment", "when", "coolDown");
        return new()
        {
            Name = source.Name(),
            Tier = source.Text("tier"),
            Driver = source.Text("driver"),
            GivenPointsLost = source.Number("pointsLost"),
            Guardrail = source.Text("guardrail"),
            Segment = source.Text("segment"),
            When = source.Value("when", ConditionFormat.Read),
            Priority = source.Integer("priority", "use 1 for what comes first, 2 for the next"),
            Description = source.Text("description"),
            CoolDown = source.Value("coolDown", ReadCoolDown),
        };
    }

    public static void Write(ActionRule action, PartWriter json)
    {
        json.Name(action.Name);
        json.ForPeople("description", action.Description);
        json.Integer("priority", action.Priority);
        json.Text("tier", action.Tier);
        json.Text("driver", action.Driver);
        json.NumberUnless(1, "pointsLost", action.PointsLost);
        json.Text("guardrail", action.Guardrail);
        json.Text("segment", action.Segment);
        if (action.When is { } when)
            json.Object("when", when, ConditionFormat.Write);
        json.Text("coolDown", action.CoolDown?.ToString());
    }

    public static void Check(ActionRule action, PartCheck at)
    {
        const double Largest = FormulaFormat.LargestPoints;
        at.At("description").Text(action.Description);
        if (action is { Tier: null, Driver: null, Guardrail: null, Segment: null, When: null } && !at.HasFaultWithin)
            at.Add(null, $"action '{action.Name}' is never due", "say when: give a tier, driver, guardrail, segment or condition (\"when\")");
        at.At("tier").Reference("tier", action.Tier, at.Declared.Tiers);
        at.At("driver").Reference("metric", action.Driver, at.Declared.Scored, "a signal earns no points and cannot lose any; ");
        at.At("guardrail").Reference("guardrail", action.Guardrail, at.Declared.Guardrails);
        at.At("segment").Reference("segment", action.Segment, at.Declared.Segments);
        if (action.When is { } when)
            ConditionFormat.Check(when, at.At("when"), "an action", [ConditionSubject.Dimension, ConditionSubject.Score, ConditionSubject.Tier]);
        if (action is { GivenPointsLost: { } given, Driver: null } && !at.At("driver").IsFaulty)
        {
            at.At("pointsLost").Add(given, "points lost are given without a driver",
                "name the metric that loses them under \"driver\", or remove them");
        }
        if (action.PointsLost is not (> 0 and <= Largest))
        {
            at.At("pointsLost").Add(action.PointsLost, $"{Number.Text(action.PointsLost)} points cannot be lost",
                "give a number above 0 and at most 1e9");
        }
        if (action.CoolDown?.Time is { } time)
            at.At("coolDown").Time(time, TimeSpan.FromHours(1));
        if (action.Priority is < 1 and { } priority)
            at.At("priority").Add(priority, $"{Number.Text(priority)} is not a priority", "use 1 for what comes first, 2 for the next");
    }

    private static CoolDown? ReadCoolDown(SourceNode node, SourceErrors errors)
    {
        if (node is { Kind: JsonTokenType.String, Text: CoolDown.UntilTierChangesText })
            return CoolDown.UntilTierChanges;
        if (node.Kind == JsonTokenType.String && Duration.TryParse(node.Text, out TimeSpan time))
            return CoolDown.For(time);
        errors.Add(node, $"{node.Raw} is not a cool-down",
            $"write a whole number of days or hours, such as \"30 days\", or \"{CoolDown.UntilTierChangesText}\"");
        return null;
    }
}
