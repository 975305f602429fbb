namespace HealthScoring.AspNetCore;

/// <summary>How a dimension came out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">Its points.</param>
/// <param name="PointsAdded">What it added to the score.</param>
/// <param name="Coverage">The share of its weight that had data, 0 to 1.</param>
internal sealed record DimensionView(string Name, double? Points, double PointsAdded, double Coverage);
