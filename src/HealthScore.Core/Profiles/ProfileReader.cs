using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Turns the JSON tree into a profile. It judges the form only; what the parts mean together is the validator's.</summary>
internal sealed class ProfileReader(SourceErrors errors)
{
    internal const int FormatVersion = 1;

    /// <summary>The profile, or null where it is written in a format that this library does not know; then the errors say so.</summary>
    public ScoringProfile? Read(SourceNode root)
    {
        if (root.Kind != JsonTokenType.StartObject)
        {
            errors.Add(root.Path, root.Raw, $"the profile is {root.Described}, not an object in braces", "let it start with { and end with }");
            return null;
        }
        if (!IsKnownFormat(root))
            return null;
        var profile = new SourceObject(root, errors, "$schema", "formatVersion", "name", "description", "formula", "initialPoints",
            "minimumCoverage", "dimensions", "signals", "guardrails", "tiers", "actions", "segments", "tracking", "examples");
        return new ScoringProfile
        {
            Schema = profile.Text("$schema"),
            Name = profile.Name(),
            Description = profile.Text("description"),
            Formula = ReadFormula(profile),
            MinimumCoverage = profile.Number("minimumCoverage", 0),
            Dimensions = [.. profile.RequireItems("dimensions").Select(ReadDimension)],
            Signals = [.. profile.Items("signals").Select(ReadSignal)],
            Guardrails = [.. profile.Items("guardrails").Select(ReadGuardrail)],
            TierList = [.. profile.RequireItems("tiers").Select(ReadTier)],
            Actions = [.. profile.Items("actions").Select(ReadAction)],
            Segments = [.. profile.Items("segments").Select(ReadSegment)],
            Tracking = profile.Find("tracking") is { } tracking ? ReadTracking(tracking) : TrackingRules.None,
            Examples = [.. profile.Items("examples").Select(ReadExample)],
        };
    }

    // Before anything else: what another version means by its members cannot be judged.
    private bool IsKnownFormat(SourceNode root)
    {
        SourceObject source = SourceObject.Unjudged(root, errors);
        if (source.Integer("formatVersion", $"use {FormatVersion}") is not { } version || version == FormatVersion)
            return true;
        errors.Add(source.PathOf("formatVersion"), Number.Text(version), version > FormatVersion
            ? $"the profile is written in format version {Number.Text(version)}, and this library reads version {FormatVersion}"
            : $"there is no format version {Number.Text(version)}",
            version > FormatVersion ? "update HealthScore.Core" : $"use {FormatVersion}");
        return false;
    }

    private Formula ReadFormula(SourceObject source)
    {
        string name = source.Text("formula") ?? "weightedMean";
        double initial = source.Number("initialPoints", 0);
        if (source.Has("initialPoints") && name is "weightedMean" or "lowest" && !errors.IsFaulty(source.PathOf("formula")))
        {
            errors.Add(source.PathOf("initialPoints"), Number.Text(initial), $"initial points mean nothing to the formula \"{name}\"",
                "set \"formula\": \"points\", or remove them");
        }
        switch (name)
        {
            case "weightedMean":
                return Formula.WeightedMean;
            case "lowest":
                return Formula.Lowest;
            case "points":
                return Formula.Points(initial);
            default:
                errors.Add(source.PathOf("formula"), $"\"{name}\"", $"unknown formula '{name}'",
                    Suggestion.For(name, ["weightedMean", "points", "lowest"]));
                return Formula.WeightedMean;
        }
    }

    private Dimension ReadDimension(SourceNode node)
    {
        var source = new SourceObject(node, errors, "name", "description", "weight", "formula", "initialPoints", "metrics");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            Weight = source.Number("weight", 1),
            Formula = ReadFormula(source),
            Metrics = [.. source.RequireItems("metrics").Select(ReadMetric)],
        };
    }

    private ProfileMetric ReadMetric(SourceNode node)
    {
        var source = new SourceObject(node, errors, "name", "description", "unit", "weight", "curve", "missing", "freshFor", "staleAfter");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            Unit = source.Text("unit"),
            Weight = source.Number("weight", 1),
            Curve = source.Require("curve", "give a curve such as { \"linear\": { \"worst\": 0, \"best\": 20 } }") is { } curve
                ? ReadCurve(curve)
                : Placeholder,
            Missing = source.Find("missing") is { } missing ? ReadMissing(source, missing) : MissingPolicy.Exclude,
            Freshness = ReadFreshness(source),
        };
    }

    private static Freshness? ReadFreshness(SourceObject source)
    {
        if (!source.Has("freshFor") && !source.Has("staleAfter"))
            return null;
        TimeSpan? fresh = source.Require("freshFor", "say how old it may be and still count fully, such as \"90 days\"") is { } freshFor
            ? source.DurationOf(freshFor) : null;
        TimeSpan? stale = source.Require("staleAfter", "say from what age on it no longer counts, such as \"180 days\"") is { } staleAfter
            ? source.DurationOf(staleAfter) : null;
        return fresh is null || stale is null ? null : new(fresh.Value, stale.Value);
    }

    private MissingPolicy ReadMissing(SourceObject source, SourceNode node)
    {
        if (node.Kind == JsonTokenType.StartObject)
            return MissingPolicy.Points(new SourceObject(node, errors, "points").RequireNumber("points"));
        switch (node.Text)
        {
            case "exclude":
                return MissingPolicy.Exclude;
            case "required":
                return MissingPolicy.Required;
            default:
                errors.Add(node.Path, node.Raw, $"unknown missing policy {node.Raw}", "use \"exclude\", \"required\" or { \"points\": 50 }");
                return MissingPolicy.Exclude;
        }
    }

    // Stands in for a curve that could not be read, so that reading goes on; the error at its path keeps it from being used.
    private static Curve Placeholder => Curve.Linear(0, 1);

    private Curve ReadCurve(SourceNode node)
    {
        const string Linear = "linear", SCurve = "sCurve", TargetRange = "targetRange";
        var source = new SourceObject(node, errors, Linear, CurveShape.Pairs.Knots, CurveShape.Pairs.Bands, SCurve, TargetRange);
        if (node.Kind != JsonTokenType.StartObject)
            return Placeholder;
        if (node.Members.Count != 1)
        {
            errors.Add(node.Path, node.Raw, node.Members.Count == 0 ? "the curve is empty" : "the curve has more than one shape",
                "give exactly one of linear, knots, bands, sCurve, targetRange");
            return Placeholder;
        }
        string shape = node.Members[0].Name;
        return (source.Find(shape), shape) switch
        {
            (null, _) => Placeholder,
            ({ } ramp, Linear) => ReadRamp(ramp, Curve.LinearShape),
            ({ } ramp, SCurve) => ReadRamp(ramp, Curve.SCurveShape),
            ({ } range, TargetRange) => ReadRange(range),
            ({ } pairs, CurveShape.Pairs.Knots or CurveShape.Pairs.Bands) => ReadPairs(source, pairs, shape),
            _ => Placeholder,
        };
    }

    private Curve ReadRamp(SourceNode node, Func<double, double, CurveShape> shape)
    {
        var source = new SourceObject(node, errors, "worst", "best");
        return Checked(node, shape(source.RequireNumber("worst"), source.RequireNumber("best")));
    }

    private Curve ReadRange(SourceNode node)
    {
        var source = new SourceObject(node, errors, "worstBelow", "bestFrom", "bestTo", "worstAbove");
        return Checked(node, new CurveShape.Target(source.RequireNumber("worstBelow"), source.RequireNumber("bestFrom"),
            source.RequireNumber("bestTo"), source.RequireNumber("worstAbove")));
    }

    private Curve ReadPairs(SourceObject curve, SourceNode node, string shape)
    {
        var pairs = new List<Knot>();
        foreach (SourceNode item in curve.ItemsOf(node))
            pairs.Add(curve.PairOf(item, "write [value, points]"));
        return Checked(node, new CurveShape.Pairs(shape, [.. pairs]));
    }

    private Curve Checked(SourceNode node, CurveShape shape)
    {
        CurveProblem[] problems = [.. shape.Problems()];
        foreach (CurveProblem problem in problems)
            errors.Add(JsonPath.Parent(node.Path) + problem.At, problem.Value, problem.Problem, problem.Remedy);
        return problems.Length == 0 ? new(shape) : Placeholder;
    }

    private Signal ReadSignal(SourceNode node)
    {
        var source = new SourceObject(node, errors, "name", "description", "unit");
        return new(source.Name(), source.Text("unit"), source.Text("description"));
    }

    private Condition ReadCondition(SourceNode? node)
    {
        if (node is null)
            return Condition.IsMissing("");
        string[] comparisons = ["below", "atMost", "above", "atLeast", "between", "missing"];
        var source = new SourceObject(node, errors, ["metric", .. comparisons]);
        string[] given = [.. source.Present.Intersect(comparisons)];
        bool sound = !errors.HasFaultWithin(node.Path);
        string metric = source.Name("metric");
        if (given.Length != 1)
        {
            if (sound)
            {
                errors.Add(node.Path, node.Raw,
                    given.Length == 0 ? "the condition compares with nothing" : $"the condition has {given.Length} comparisons",
                    $"give exactly one of {string.Join(", ", comparisons)}");
            }
            return Condition.IsMissing(metric);
        }
        return given[0] switch
        {
            "below" => Condition.Below(metric, source.RequireNumber("below")),
            "atMost" => Condition.AtMost(metric, source.RequireNumber("atMost")),
            "above" => Condition.Above(metric, source.RequireNumber("above")),
            "atLeast" => Condition.AtLeast(metric, source.RequireNumber("atLeast")),
            "between" => ReadBetween(source, metric),
            _ => ReadIsMissing(source, metric),
        };
    }

    private static Condition ReadBetween(SourceObject source, string metric)
    {
        (double from, double to) = source.Require("between", "write [from, to]") is { } node
            ? source.PairOf(node, "write [from, to]")
            : (double.NaN, double.NaN);
        return Condition.Between(metric, from, to);
    }

    private Condition ReadIsMissing(SourceObject source, string metric)
    {
        if (source.Require("missing", "write \"missing\": true") is { Kind: not JsonTokenType.True } node)
            errors.Add(node.Path, node.Raw, $"\"missing\" is {node.Raw}", "write \"missing\": true, or use another comparison");
        return Condition.IsMissing(metric);
    }

    private Guardrail ReadGuardrail(SourceNode node)
    {
        var source = new SourceObject(node, errors, "name", "description", "when", "cap", "floor", "unscored", "immediate");
        bool sound = !errors.HasFaultWithin(node.Path);
        string name = source.Name();
        Condition when = ReadCondition(source.Require("when", "say when it applies: { \"metric\": …, \"atLeast\": … }"));
        string[] effects = [.. source.Present.Intersect(["cap", "floor", "unscored"])];
        if (effects.Length != 1 && sound)
        {
            errors.Add(node.Path, node.Raw, effects.Length == 0 ? "the guardrail does nothing" : "the guardrail has more than one effect",
                "give exactly one of cap, floor, unscored");
        }
        if (source.Find("unscored") is { Kind: not JsonTokenType.True } unscored)
            errors.Add(unscored.Path, unscored.Raw, $"\"unscored\" is {unscored.Raw}", "write \"unscored\": true, or use cap or floor");
        (GuardrailEffect effect, double limit) = effects.FirstOrDefault() switch
        {
            "cap" => (GuardrailEffect.Cap, source.RequireNumber("cap")),
            "floor" => (GuardrailEffect.Floor, source.RequireNumber("floor")),
            _ => (GuardrailEffect.Unscored, 0),
        };
        bool immediate = source.YesOrNo("immediate");
        if (immediate && effects is ["unscored"])
        {
            errors.Add(source.PathOf("immediate"), "true", "an unscored customer has no tier that could follow at once",
                "leave \"immediate\" to caps and floors");
        }
        return new(name, when, effect, limit, source.Text("description"), immediate);
    }

    private Tier ReadTier(SourceNode node)
    {
        var source = new SourceObject(node, errors, "name", "description", "from");
        return new(source.Name(), source.RequireNumber("from"), source.Text("description"));
    }

    private ActionRule ReadAction(SourceNode node)
    {
        var source = new SourceObject(node, errors,
            "name", "description", "priority", "tier", "driver", "pointsLost", "guardrail", "segment", "coolDown");
        return ActionRule.Of(source.Name(), source.Text("tier"), source.Text("driver"),
            source.Find("pointsLost") is { } pointsLost ? source.NumberOf(pointsLost) : null, source.Text("guardrail"), source.Text("segment"),
            source.Integer("priority", "use 1 for what comes first, 2 for the next"), source.Text("description"),
            source.Find("coolDown") is { } coolDown ? ReadCoolDown(coolDown) : null);
    }

    private CoolDown? ReadCoolDown(SourceNode node)
    {
        if (node is { Kind: JsonTokenType.String, Text: CoolDown.UntilTierChangesText })
            return CoolDown.UntilTierChanges;
        if (node.Kind == JsonTokenType.String && Duration.TryParse(node.Text, out TimeSpan time))
            return CoolDown.For(time);
        errors.Add(node.Path, node.Raw, $"{node.Raw} is no cool-down",
            $"write a whole number of days or hours, such as \"30 days\", or \"{CoolDown.UntilTierChangesText}\"");
        return null;
    }

    private TrackingRules ReadTracking(SourceNode node)
    {
        var source = new SourceObject(node, errors, "margin", "dwell", "drop", "rise", "window");
        return new(source.Number("margin", 0), source.Find("dwell") is { } dwell ? ReadDwell(dwell) : Dwell.None,
            source.Find("drop") is { } drop ? source.NumberOf(drop) : null, source.Find("rise") is { } rise ? source.NumberOf(rise) : null,
            source.Duration("window"));
    }

    private Dwell ReadDwell(SourceNode node)
    {
        if (node.Kind == JsonTokenType.String && Duration.TryCounted(node.Text, "score", out int scores))
            return Dwell.Scores(scores);
        if (node.Kind == JsonTokenType.String && Duration.TryParse(node.Text, out TimeSpan time))
            return Dwell.For(time);
        errors.Add(node.Path, node.Raw, $"{node.Raw} is no dwell",
            "write a whole number of days, hours or scores, such as \"14 days\" or \"3 scores\"");
        return Dwell.None;
    }

    private ProfileExample ReadExample(SourceNode node)
    {
        var source = new SourceObject(node, errors, "name", "description", "values", "ages", "segment", "score", "tier", "unscored");
        if (source.Find("unscored") is { Kind: not JsonTokenType.True } unscored)
            errors.Add(unscored.Path, unscored.Raw, $"\"unscored\" is {unscored.Raw}", "write \"unscored\": true, or give a score or a tier");
        source.Require("values", "give the customer's numbers: { \"metric\": 5, … }");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            Values = source.Map("values", source.NumberOf).AsReadOnly(),
            Ages = source.Map("ages", age => source.DurationOf(age).GetValueOrDefault()).AsReadOnly(),
            Segment = source.Text("segment"),
            Score = source.Find("score") is { } score ? source.NumberOf(score) : null,
            Tier = source.Text("tier"),
            Unscored = source.Has("unscored"),
        };
    }

    private Segment ReadSegment(SourceNode node)
    {
        var source = new SourceObject(node, errors,
            "name", "description", "when", "weights", "curves", "guardrails", "tiers", "actions", "without");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            When = source.Find("when") is { } when ? ReadCondition(when) : null,
            Weights = source.Map("weights", source.NumberOf).AsReadOnly(),
            Curves = source.Map("curves", ReadCurve).AsReadOnly(),
            Guardrails = [.. source.Items("guardrails").Select(ReadGuardrail)],
            Tiers = source.Map("tiers", source.NumberOf).AsReadOnly(),
            Actions = [.. source.Items("actions").Select(ReadAction)],
            Without = [.. source.Items("without").Select(source.TextOf)],
        };
    }
}
