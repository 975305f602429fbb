using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A dimension in a profile.</summary>
internal static class DimensionFormat
{
    public static Dimension Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "name", "description", "weight", "formula", "initialPoints", "minimumCoverage", "metrics");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            Weight = source.Number("weight", 1),
            Formula = FormulaFormat.Read(source, errors),
            MinimumCoverage = source.Number("minimumCoverage", 0),
            Metrics = source.RequireList("metrics", MetricFormat.Read),
        };
    }

    public static void Write(Dimension dimension, PartWriter json)
    {
        json.Name(dimension.Name);
        json.ForPeople("description", dimension.Description);
        json.NumberUnless(1, "weight", dimension.Weight);
        FormulaFormat.Write(dimension.Formula, json);
        json.NumberUnless(0, "minimumCoverage", dimension.MinimumCoverage);
        json.Unordered("metrics", dimension.Metrics, metric => metric.Name, MetricFormat.Write);
    }

    public static void Check(Dimension dimension, PartCheck at)
    {
        at.At("description").Text(dimension.Description);
        at.At("weight").Weight(dimension.Weight);
        FormulaFormat.Check(dimension.Formula, at);
        at.At("minimumCoverage").Share(dimension.MinimumCoverage);
        if (dimension.Metrics.Count == 0)
            at.At("metrics").Add("[]", $"dimension '{dimension.Name}' has no metrics", "give at least one");
        bool anyPoints = AnyPoints(dimension, at.At("formula").IsFaulty);
        at.Each("metrics", dimension.Metrics, (metric, item) => MetricFormat.Check(metric, item, anyPoints));
    }

    /// <summary>Whether points may lie outside 0..100: under the formula "points", and where the formula could not be read.</summary>
    public static bool AnyPoints(Dimension dimension, bool isFormulaFaulty) => isFormulaFaulty || dimension.Formula.Kind == FormulaKind.Points;
}
