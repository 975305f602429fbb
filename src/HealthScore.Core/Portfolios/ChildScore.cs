using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>A child as its parent's score sees it.</summary>
public sealed class ChildScore
{
    internal ChildScore(string name, double? value, string? tier, double weight, double pointsLost) =>
        (Name, Value, Tier, Weight, PointsLost) = (name, value, tier, weight, pointsLost);

    /// <summary>What the child is called.</summary>
    public string Name { get; }

    /// <summary>The child's score, 0 to 100; <see langword="null"/> where it has none.</summary>
    public double? Value { get; }

    /// <summary>The child's tier; <see langword="null"/> where it has none.</summary>
    public string? Tier { get; }

    /// <summary>The child's weight, 0 to 1e15.</summary>
    public double Weight { get; }

    /// <summary>The points that the child takes from the 100 of its parent, above 0.</summary>
    public double PointsLost { get; }

    /// <summary>The child in a line, with its points rounded to one decimal.</summary>
    /// <returns>As in <c>Acme France takes 35.2 points</c>.</returns>
    public override string ToString() => $"{Excerpt.OfValue(Name)} takes {Number.Points(PointsLost)} points";
}
