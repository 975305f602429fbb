namespace HealthScoring;

/// <summary>How a dimension of a score came out.</summary>
/// <remarks>Immutable.</remarks>
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
}
