using HealthScoring.Text;

namespace HealthScoring;

/// <summary>How a dimension of a score came out.</summary>
public sealed class DimensionScore
{
    internal DimensionScore(string name, double? points, double share)
    {
        Name = name;
        Points = points;
        Share = share;
    }

    /// <summary>The dimension's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Its points, 0 to 100 (any number where both it and the profile have the formula <c>points</c>), or <see langword="null"/> when none of its
    /// metrics counts.
    /// </summary>
    public double? Points { get; }

    /// <summary>What one of its points adds to the score before guardrails; its share of the weight under the weighted mean.</summary>
    public double Share { get; }

    /// <summary>What the dimension added to the score before guardrails, in points of the score.</summary>
    public double PointsAdded => Share * Points.GetValueOrDefault() + 0.0;

    /// <summary>The dimension in a line; points are rounded to one decimal.</summary>
    /// <returns>As in <c>adoption: 40.0 points, adds 18.0</c> or <c>adoption: no metric counts</c>.</returns>
    public override string ToString() =>
        $"{Name}: {(Points is { } points ? $"{Number.Points(points)} points, adds {Number.Points(PointsAdded)}" : "no metric counts")}";
}
