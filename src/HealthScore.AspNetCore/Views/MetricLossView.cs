namespace HealthScoring.AspNetCore;

/// <summary>What a metric cost all customers.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="MeanPointsLost">The points that a scored customer lost by it on average.</param>
/// <param name="Missing">How many customers have no value of it.</param>
internal sealed record MetricLossView(string Metric, double? MeanPointsLost, long Missing);
