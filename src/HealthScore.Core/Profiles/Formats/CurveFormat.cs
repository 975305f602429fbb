using System.Diagnostics;
using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A curve in a profile. The numbers of a curve are checked when it is made, here or by its factory in C#.</summary>
internal static class CurveFormat
{
    private const string TargetRange = "targetRange";

    private static readonly string[] Shapes =
    [
        CurveShape.Linear.Name, CurveShape.Pairs.Knots, CurveShape.Pairs.Bands, CurveShape.SCurve.Name, CurveShape.Log.Name, TargetRange,
    ];

    /// <summary>Stands in for a curve that could not be read, so that reading goes on; the error at its path keeps it from being used.</summary>
    public static Curve Placeholder => Curve.Linear(0, 1);

    public static Curve Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, Shapes);
        if (node.Kind != JsonTokenType.StartObject)
            return Placeholder;
        string[] given = [.. source.Present.Intersect(Shapes)];
        if (given.Length != 1)
        {
            if (!errors.HasFaultWithin(node.Path))
            {
                errors.Add(node, given.Length == 0 ? "the curve is empty" : "the curve has more than one shape",
                    $"give exactly one of {string.Join(", ", Shapes)}");
            }
            return Placeholder;
        }
        string shape = given[0];
        return (source.Find(shape), shape) switch
        {
            (null, _) => Placeholder,
            ({ } ramp, CurveShape.Linear.Name) => ReadRamp(ramp, errors, (worst, best) => new CurveShape.Linear(worst, best)),
            ({ } ramp, CurveShape.SCurve.Name) => ReadRamp(ramp, errors, (worst, best) => new CurveShape.SCurve(worst, best)),
            ({ } ramp, CurveShape.Log.Name) => ReadRamp(ramp, errors, (worst, best) => new CurveShape.Log(worst, best)),
            ({ } range, TargetRange) => ReadRange(range, errors),
            ({ } bands, CurveShape.Pairs.Bands) when bands.Items.Any(item => item.Kind == JsonTokenType.StartObject) =>
                ReadUpperBands(bands, source.ItemsOf(bands), errors),
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
        UpperBands bands => $$"""
            { "bands": [{{string.Concat(bands.Bands.Select(band => $$"""
                { "{{UpperBands.UpTo}}": {{Text(band.X)}}, "{{UpperBands.Points}}": {{Text(band.Points)}} }, 
                """))}}{ "{{UpperBands.Points}}": {{Text(bands.Above)}} }] }
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
        // The knot of a band is the next number after its end.
        string where = curve.Shape is UpperBands ? "" : $" at {Number.Text(outside.X)}";
        at.Add(outside.Points, $"the curve gives {Number.Text(outside.Points)} points{where}",
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

    private static Curve ReadUpperBands(SourceNode node, IReadOnlyList<SourceNode> items, SourceErrors errors)
    {
        Knot[] bands = [.. items.Select((item, i) => ReadUpperBand(item, isLast: i == items.Count - 1, errors))];
        return Checked(node, errors, new UpperBands(bands[..^1], bands[^1].Points));
    }

    /// <summary>A band that ends at a number, or the last one, which has no end.</summary>
    private static Knot ReadUpperBand(SourceNode node, bool isLast, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, UpperBands.UpTo, UpperBands.Points);
        double points = source.RequireNumber(UpperBands.Points);
        if (!isLast)
        {
            SourceNode? end = source.Require(UpperBands.UpTo, "say where the band ends; only the last has no end");
            return new(end is null ? double.NaN : source.NumberOf(end), points);
        }
        if (source.Find(UpperBands.UpTo) is { } extra)
        {
            errors.Add(extra, "the last band has an end, and the numbers above it have no points",
                $$"""add a band without one, as in { "{{UpperBands.Points}}": 0 }""");
        }
        return new(0, points);
    }

    private static Knot ReadPair(SourceObject curve, SourceNode item) => curve.PairOf(item, "write [value, points]");

    private static Curve Checked(SourceNode node, SourceErrors errors, CurveShape shape)
    {
        CurveProblem[] problems = [.. shape.Problems()];
        foreach (CurveProblem problem in problems)
            errors.Add(node.Parent!.Path + problem.At, problem.Value, problem.Problem, problem.Remedy);
        return problems.Length == 0 ? new(shape) : Placeholder;
    }
}
