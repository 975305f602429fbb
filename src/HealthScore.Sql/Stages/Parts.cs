using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>The parts that the formulas of a scorecard combine.</summary>
internal static class Parts
{
    /// <summary>The metrics of a dimension.</summary>
    public static Part[] OfDimension(DimensionPlan dimension, MeasuredColumns measured, StageColumn[] points) =>
    [
        .. dimension.Weighted.Select(metric => new Part(metric.Weight, points[metric.Index], metric.Fades ? measured.Freshness[metric.Index] : null,
            IsAlwaysPresent: metric.MissingPoints is not null,
            MayBeTiny: CurveExpression.MayBeTiny(metric.Curve) || CurveExpression.MayBeTiny(metric.MissingPoints ?? 0))),
    ];

    /// <summary>The dimensions of the score.</summary>
    public static Part[] OfScore(Scorecard scorecard, CombinedColumns[] dimensions) => [.. scorecard.Weighted.Select(dimension =>
    {
        CombinedColumns combined = dimensions[dimension.Index];
        Part[] metrics = combined.Parts[scorecard];
        return new Part(dimension.Weight, combined.Points, dimension.IsBounded ? combined.Counts : null,
            IsAlwaysPresent: !dimension.AsksForCoverage && metrics.Any(part => part.IsAlwaysPresent),
            MayBeTiny: metrics.Any(part => part.MayBeTiny) || CurveExpression.MayBeTiny(dimension.Formula.InitialPoints));
    })];
}
