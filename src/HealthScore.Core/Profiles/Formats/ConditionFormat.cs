using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A condition in a profile.</summary>
internal static class ConditionFormat
{
    private static readonly string[] Comparisons = ["below", "atMost", "above", "atLeast", "between", "missing"];

    public static Condition Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, ["metric", .. Comparisons]);
        string[] given = [.. source.Present.Intersect(Comparisons)];
        bool sound = !errors.HasFaultWithin(node.Path);
        string metric = source.Name("metric");
        if (given.Length != 1)
        {
            if (sound)
            {
                errors.Add(node.Path, node.Raw,
                    given.Length == 0 ? "the condition compares with nothing" : $"the condition has {given.Length} comparisons",
                    $"give exactly one of {string.Join(", ", Comparisons)}");
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
            _ => ReadIsMissing(source, errors, metric),
        };
    }

    public static void Write(Condition when, PartWriter json)
    {
        json.Text("metric", when.Metric);
        string member = MemberOf(when.Operator);
        if (when.Operator == ConditionOperator.Missing)
            json.Flag(member, true);
        else if (when.Operator == ConditionOperator.Between)
            json.OneLine(member, $"[{CurveFormat.Text(when.Bound)}, {CurveFormat.Text(when.UpperBound)}]");
        else
            json.Number(member, when.Bound);
    }

    public static void Check(Condition when, PartCheck at)
    {
        at.At("metric").Reference("metric", when.Metric, at.Declared.Metrics, "declare it under \"signals\" if it earns no points, or ");
        PartCheck comparison = at.At(MemberOf(when.Operator));
        if (!double.IsFinite(when.Bound) || !double.IsFinite(when.UpperBound))
        {
            double bad = double.IsFinite(when.Bound) ? when.UpperBound : when.Bound;
            comparison.Add(bad, $"{Number.Text(bad)} is not a finite number", "give a finite number");
        }
        else if (when.UpperBound < when.Bound)
        {
            comparison.Add(null, $"the range from {Number.Text(when.Bound)} to {Number.Text(when.UpperBound)} is empty",
                "give the smaller bound first");
        }
    }

    private static string MemberOf(ConditionOperator comparison) => Comparisons[(int)comparison];

    private static Condition ReadBetween(SourceObject source, string metric)
    {
        (double from, double to) = source.Require("between", "write [from, to]") is { } node
            ? source.PairOf(node, "write [from, to]")
            : (double.NaN, double.NaN);
        return Condition.Between(metric, from, to);
    }

    private static Condition ReadIsMissing(SourceObject source, SourceErrors errors, string metric)
    {
        if (source.Require("missing", "write \"missing\": true") is { Kind: not JsonTokenType.True } node)
            errors.Add(node.Path, node.Raw, $"\"missing\" is {node.Raw}", "write \"missing\": true, or use another comparison");
        return Condition.IsMissing(metric);
    }
}
