using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>The members by which a profile or a dimension says how its parts join.</summary>
internal static class FormulaFormat
{
    public const double LargestPoints = CurveShape.LargestPoints;

    public static Formula Read(SourceObject source, SourceErrors errors)
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
                errors.Add(source.PathOf("formula"), Excerpt.Quoted(name), $"unknown formula '{name}'",
                    Suggestion.For(name, ["weightedMean", "points", "lowest"]));
                return Formula.WeightedMean;
        }
    }

    public static void Write(Formula formula, PartWriter json)
    {
        if (formula.Kind != FormulaKind.WeightedMean)
            json.Text("formula", formula.Kind == FormulaKind.Points ? "points" : "lowest");
        json.NumberUnless(0, "initialPoints", formula.InitialPoints);
    }

    public static void Check(Formula formula, PartCheck at)
    {
        if (formula.InitialPoints is not (>= -LargestPoints and <= LargestPoints))
        {
            at.At("initialPoints").Add(formula.InitialPoints,
                $"{Number.Text(formula.InitialPoints)} initial points are out of range", "keep points between -1e9 and 1e9");
        }
    }
}
