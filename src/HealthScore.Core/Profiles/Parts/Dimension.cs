namespace HealthScoring;

/// <summary>A named group of metrics with a weight of its own.</summary>
public sealed class Dimension
{
    internal Dimension()
    {
    }

    /// <summary>The dimension's name; unique among the profile's dimensions, metrics, signals and labels.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Importance in the score: 0 (shown, not counted) or 1e-9 to 1e9. Only ratios matter. Default 1.</summary>
    public double Weight { get; internal init => field = value + 0.0; } = 1;

    /// <summary>How its metrics join.</summary>
    public Formula Formula { get; internal init; } = Formula.WeightedMean;

    /// <summary>
    /// The least share of its metrics' weight that must have data, 0 to 1 inclusive: with less it does not count. 0, the default, counts it with any
    /// data.
    /// </summary>
    public double MinimumCoverage { get; internal init => field = value + 0.0; }

    /// <summary>Its metrics in declared order; at least one.</summary>
    public IReadOnlyList<ProfileMetric> Metrics { get; internal init; } = [];

    /// <summary>What the dimension means (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }

    internal Dimension With(double weight, IEnumerable<ProfileMetric> metrics) => new()
    {
        Name = Name,
        Weight = weight,
        Formula = Formula,
        MinimumCoverage = MinimumCoverage,
        Metrics = [.. metrics],
        Description = Description,
    };
}
