using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a summary holds of a metric.</summary>
internal record struct SummaryMetric([property: JsonRequired] string Metric, [property: JsonRequired] double PointsLost, double? MeanPointsLost,
    [property: JsonRequired] long Missing, [property: JsonRequired] long BelowCurve, [property: JsonRequired] long AboveCurve);
