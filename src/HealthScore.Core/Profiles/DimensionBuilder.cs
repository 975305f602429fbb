namespace HealthScoring;

/// <summary>Adds metrics to a dimension written in C#.</summary>
/// <remarks>Not thread-safe. Nothing is judged before the profile is built.</remarks>
public sealed class DimensionBuilder
{
    private readonly List<ProfileMetric> _metrics = [];
    private Formula _formula = HealthScoring.Formula.WeightedMean;
    private string? _description;

    internal DimensionBuilder()
    {
    }

    /// <summary>Says what the dimension means, for people.</summary>
    /// <param name="description">The text.</param>
    /// <returns>This builder.</returns>
    public DimensionBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>Says how the metrics join; the weighted mean where not called.</summary>
    /// <param name="formula">The formula.</param>
    /// <returns>This builder.</returns>
    public DimensionBuilder Formula(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _formula = formula;
        return this;
    }

    /// <summary>Adds a metric.</summary>
    /// <param name="name">The name of the <see cref="IMetric{TCustomer}"/>.</param>
    /// <param name="curve">Turns the raw value into points.</param>
    /// <param name="weight">Importance within the dimension: 1e-9 to 1e9, or 0 to show it without counting it. Only ratios matter.</param>
    /// <param name="missing">What happens when it is missing; <see cref="MissingPolicy.Exclude"/> where not given.</param>
    /// <param name="unit">What the raw number counts, for people.</param>
    /// <param name="description">What it means, for people.</param>
    /// <param name="freshness">How long an observation counts; where not given, its age means nothing.</param>
    /// <returns>This builder.</returns>
    public DimensionBuilder Metric(string name, Curve curve, double weight = 1, MissingPolicy? missing = null, string? unit = null,
        string? description = null, Freshness? freshness = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(curve);
        _metrics.Add(new()
        {
            Name = name,
            Curve = curve,
            Weight = weight,
            Missing = missing ?? MissingPolicy.Exclude,
            Unit = unit,
            Description = description,
            Freshness = freshness,
        });
        return this;
    }

    internal Dimension Build(string name, double weight) => new()
    {
        Name = name,
        Weight = weight,
        Formula = _formula,
        Metrics = [.. _metrics],
        Description = _description,
    };
}
