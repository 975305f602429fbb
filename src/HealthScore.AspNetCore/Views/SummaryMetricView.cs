namespace HealthScoring.AspNetCore;

/// <summary>A metric for the customer's own eyes.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Level">good, fair or poor.</param>
internal sealed record SummaryMetricView(string Metric, string Level);
