using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>The parts that the formulas of a scorecard combine.</summary>
internal static class Parts
{
    /// <summary>The metrics of a dimension.</summary>
    public static Part[] OfDimension(Scorecard scorecard, DimensionPlan dimension, MeasuredColumns measured, StageColumn[] points) =>
    [
        .. Enumerable.Range(dimension.First, dimension.Count).Where(metric => scorecard.Metrics[metric].Weight > 0).Select(metric =>
        {
            MissingPolicy missing = scorecard.Metrics[metric].Missing;
            bool hasPoints = missing.Kind == MissingPolicyKind.Points;
            bool tiny = CurveExpression.MayBeTiny(scorecard.Metrics[metric].Curve) || CurveExpression.MayBeTiny(missing.FixedPoints);
            return new Part(scorecard.Metrics[metric].Weight, points[metric], hasPoints ? null : measured.Freshness[metric], hasPoints, tiny);
        }),
    ];

    /// <summary>The dimensions of the score.</summary>
    public static Part[] OfScore(Scorecard scorecard, CombinedColumns[] dimensions, Func<DimensionPlan, bool> isBounded) =>
    [
        .. scorecard.Dimensions.Zip(dimensions).Where(pair => pair.First.Source.Weight > 0).Select(pair =>
        {
            (DimensionPlan dimension, CombinedColumns combined) = pair;
            Part[] metrics = combined.Parts[scorecard];
            bool tiny = metrics.Any(part => part.MayBeTiny) || CurveExpression.MayBeTiny(dimension.Formula.InitialPoints);
            return new Part(dimension.Source.Weight, combined.Points, isBounded(dimension) ? combined.Counts : null,
                metrics.Any(part => part.IsAlwaysPresent), tiny);
        }),
    ];
}
