using HealthScoring.Text;

namespace HealthScoring;

/// <summary>How a dimension of a score came out.</summary>
public sealed class DimensionScore
{
    private readonly double _minimumCoverage;
    private readonly bool _counts;

    internal DimensionScore(Dimension dimension, double? points, double share, double coverage, bool counts)
    {
        (Name, _minimumCoverage, _counts) = (dimension.Name, dimension.MinimumCoverage, counts);
        Points = points;
        Share = share;
        Coverage = coverage;
    }

    /// <summary>The dimension's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Its points, 0 to 100 (any number where both it and the profile have the formula <c>points</c>), or <see langword="null"/> when none of its
    /// metrics counts, or too few of them have data (<see cref="Dimension.MinimumCoverage"/>).
    /// </summary>
    public double? Points { get; }

    /// <summary>The share of its metrics' weight that had usable data, 0 to 1.</summary>
    public double Coverage { get; }

    /// <summary>What one of its points adds to the score before guardrails; its share of the weight under the weighted mean.</summary>
    public double Share { get; }

    /// <summary>What the dimension added to the score before guardrails, in points of the score.</summary>
    public double PointsAdded => Share * Points.GetValueOrDefault() + 0.0;

    /// <summary>The dimension in a line; points are rounded to one decimal.</summary>
    /// <returns>
    /// As in <c>adoption: 40.0 points, adds 18.0</c>, <c>adoption: no metric counts</c> or
    /// <c>adoption: left out, coverage is 25.0 %, below 50.0 %</c>.
    /// </returns>
    public override string ToString() => $"{Name}: "
        + (Points is { } points ? $"{Number.Points(points)} points, adds {Number.Points(PointsAdded)}"
            : IsLeftOut ? $"left out, coverage is {Number.Below(Coverage, _minimumCoverage)}"
            : "no metric counts");

    /// <summary>Whether metrics of it count, and fewer than it asks for have data.</summary>
    internal bool IsLeftOut => Points is null && _counts;
}
