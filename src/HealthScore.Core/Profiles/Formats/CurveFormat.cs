using System.Diagnostics;
using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A curve in a profile. The numbers of a curve are checked when it is made, here or by its factory in C#.</summary>
internal static class CurveFormat
{
    private const string Linear = "linear", SCurve = "sCurve", TargetRange = "targetRange";

    /// <summary>Stands in for a curve that could not be read, so that reading goes on; the error at its path keeps it from being used.</summary>
    public static Curve Placeholder => Curve.Linear(0, 1);

    public static Curve Read(SourceNode node, SourceErrors errors)
    {
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
            ({ } ramp, Linear) => ReadRamp(ramp, errors, Curve.LinearShape),
            ({ } ramp, SCurve) => ReadRamp(ramp, errors, Curve.SCurveShape),
            ({ } range, TargetRange) => ReadRange(range, errors),
            ({ } pairs, CurveShape.Pairs.Knots or CurveShape.Pairs.Bands) =>
                Checked(pairs, errors, new CurveShape.Pairs(shape, [.. source.ItemsOf(pairs).Select(item => ReadPair(source, item))])),
            _ => Placeholder,
        };
    }

    /// <summary>The curve on one line; as knots in the canonical form.</summary>
    public static string Text(Curve curve, PartWriter json) => (json.IsCanonical ? curve.AsKnots() : curve).Shape switch
    {
        CurveShape.Ramp ramp => $$"""{ "{{ramp.Member}}": { "worst": {{Text(ramp.Worst)}}, "best": {{Text(ramp.Best)}} } }""",
        CurveShape.Target target => $$"""
            { "targetRange": { {{string.Join(", ", target.Corners.Select(corner => $"\"{corner.Member}\": {Text(corner.Value)}"))}} } }
            """,
        CurveShape.Pairs pairs => $$"""
            { "{{pairs.Member}}": [{{string.Join(", ", pairs.Values.Select(knot => $"[{Text(knot.X)}, {Text(knot.Points)}]"))}}] }
            """,
        _ => throw new UnreachableException(),
    };

    /// <summary>Adding zero turns -0 into 0: the same number must give the same fingerprint.</summary>
    public static string Text(double value) => Number.Text(value + 0.0);

    /// <summary>Checks that the points lie from 0 to 100.</summary>
    public static void CheckPoints(Curve curve, PartCheck at)
    {
        if (curve.LowestPoints >= 0 && curve.HighestPoints <= 100)
            return;
        Knot outside = curve.Knots.First(knot => knot.Points is < 0 or > 100);
        at.Add(outside.Points, $"the curve gives {Number.Text(outside.Points)} points at {Number.Text(outside.X)}",
            "keep points from 0 to 100; only the formula \"points\" goes beyond");
    }

    private static Curve ReadRamp(SourceNode node, SourceErrors errors, Func<double, double, CurveShape> shape)
    {
        var source = new SourceObject(node, errors, "worst", "best");
        return Checked(node, errors, shape(source.RequireNumber("worst"), source.RequireNumber("best")));
    }

    private static Curve ReadRange(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "worstBelow", "bestFrom", "bestTo", "worstAbove");
        return Checked(node, errors, new CurveShape.Target(source.RequireNumber("worstBelow"), source.RequireNumber("bestFrom"),
            source.RequireNumber("bestTo"), source.RequireNumber("worstAbove")));
    }

    private static Knot ReadPair(SourceObject curve, SourceNode item) => curve.PairOf(item, "write [value, points]");

    private static Curve Checked(SourceNode node, SourceErrors errors, CurveShape shape)
    {
        CurveProblem[] problems = [.. shape.Problems()];
        foreach (CurveProblem problem in problems)
            errors.Add(JsonPath.Parent(node.Path) + problem.At, problem.Value, problem.Problem, problem.Remedy);
        return problems.Length == 0 ? new(shape) : Placeholder;
    }
}
