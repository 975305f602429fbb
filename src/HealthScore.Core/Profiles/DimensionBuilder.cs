namespace HealthScoring;

/// <summary>Adds metrics to a dimension written in C#.</summary>
public sealed class DimensionBuilder
{
    private readonly List<ProfileMetric> _metrics = [];
    private Formula _formula = HealthScoring.Formula.WeightedMean;
    private string? _description;
    private double _minimumCoverage;

    internal DimensionBuilder()
    {
    }

    /// <summary>Describes what the dimension means.</summary>
    /// <param name="description">The text.</param>
    public DimensionBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>Says how the metrics join; the weighted mean if not called.</summary>
    /// <param name="formula">The formula.</param>
    public DimensionBuilder Formula(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _formula = formula;
        return this;
    }

    /// <summary>Leaves the dimension out where less than this share of its metrics' weight has data.</summary>
    /// <param name="coverage">The least coverage, 0 to 1 inclusive; 0, as if it is not called, counts the dimension with any data.</param>
    public DimensionBuilder MinimumCoverage(double coverage)
    {
        _minimumCoverage = coverage;
        return this;
    }

    /// <summary>Adds a metric with a weight of 1.</summary>
    /// <param name="name">The name of the <see cref="IMetric{TCustomer}"/>.</param>
    /// <param name="curve">Turns the raw value into points.</param>
    public DimensionBuilder Metric(string name, Curve curve) => Metric(name, curve, weight: 1);

    /// <summary>Adds a metric.</summary>
    /// <param name="name">The name of the <see cref="IMetric{TCustomer}"/>.</param>
    /// <param name="curve">Turns the raw value into points.</param>
    /// <param name="weight">Importance within the dimension: 1e-9 to 1e9, or 0 to show it without counting it. Only ratios matter.</param>
    public DimensionBuilder Metric(string name, Curve curve, double weight) => Metric(name, curve, metric => metric.Weight(weight));

    /// <summary>Adds a metric with further settings.</summary>
    /// <param name="name">The name of the <see cref="IMetric{TCustomer}"/>.</param>
    /// <param name="curve">Turns the raw value into points.</param>
    /// <param name="configure">Makes further settings, such as its weight, its unit and what happens when it is missing.</param>
    public DimensionBuilder Metric(string name, Curve curve, Action<MetricBuilder> configure)
    {
        _metrics.Add(MetricBuilder.Build(name, curve, configure));
        return this;
    }

    internal Dimension Build(string name, double weight) => new()
    {
        Name = name,
        Weight = weight,
        Formula = _formula,
        MinimumCoverage = _minimumCoverage,
        Metrics = [.. _metrics],
        Description = _description,
    };
}
