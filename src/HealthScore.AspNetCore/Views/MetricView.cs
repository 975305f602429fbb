namespace HealthScoring.AspNetCore;

/// <summary>What a metric added and lost.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Dimension">Its dimension.</param>
/// <param name="Points">Its points as they count: where its missing policy gives points for what has faded, together with those.</param>
/// <param name="PointsAdded">What it added to the score.</param>
/// <param name="PointsLost">What it failed to add.</param>
/// <param name="Freshness">How much it counts, 0 to 1.</param>
/// <param name="Value">The raw value, where values are shown.</param>
/// <param name="Unit">What the raw value counts.</param>
/// <param name="AgeInDays">How old it is.</param>
internal sealed record MetricView(
    string Metric, string Dimension, double? Points, double PointsAdded, double PointsLost, double Freshness, double? Value, string? Unit,
    double? AgeInDays);
