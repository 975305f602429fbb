using HealthScoring.Text;

namespace HealthScoring;

/// <summary>What one metric added to a score, and what it failed to add.</summary>
public sealed class Contribution
{
    internal Contribution(string dimension, ProfileMetric metric, double? value, double? age, double freshness, double? points, double added,
        double available, double lost)
    {
        AgeInDays = age;
        Freshness = freshness;
        Dimension = dimension;
        Metric = metric.Name;
        Unit = metric.Unit;
        Value = value;
        Points = points;
        PointsAdded = added;
        PointsAvailable = available;
        PointsLost = lost;
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>The name of its dimension.</summary>
    public string Dimension { get; }

    /// <summary>The raw number, or <see langword="null"/> when missing.</summary>
    public double? Value { get; }

    /// <summary>What the raw number counts, or <see langword="null"/> when the profile does not say.</summary>
    public string? Unit { get; }

    /// <summary>
    /// How old the observation is, in days of 24 hours; <see langword="null"/> where it is missing or the profile does not let it fade.
    /// </summary>
    public double? AgeInDays { get; }

    /// <summary>How much the raw number counts, 0 to 1: 1 while it is fresh, less while it fades, 0 where it is missing.</summary>
    public double Freshness { get; }

    /// <summary>
    /// The points its curve (or, as far as it is missing or has faded, its missing policy) gave; <see langword="null"/> when it does not count.
    /// </summary>
    public double? Points { get; }

    /// <summary>
    /// What it added to the score before guardrails, in points of the score. All of them, with <see cref="HealthScore.OtherPoints"/>, sum
    /// to it.
    /// </summary>
    public double PointsAdded { get; }

    /// <summary>The most it could have added.</summary>
    public double PointsAvailable { get; }

    /// <summary>What it failed to add: <see cref="PointsAvailable"/> less <see cref="PointsAdded"/>, 0 or more.</summary>
    public double PointsLost { get; }

    /// <summary>The raw number with its unit, or <c>missing</c>.</summary>
    internal string ValueText => Value is { } value ? Number.InUnit(Number.Raw(value), Unit) : "missing";

    /// <summary>The contribution in a line; points are rounded to one decimal.</summary>
    /// <returns>As in <c>usage-frequency: 4 active days, 18.0 of 45.0 points</c>.</returns>
    public override string ToString() =>
        $"{Metric}: {ValueText}, {Number.Points(PointsAdded)} of {Number.Points(PointsAvailable)} points";
}
