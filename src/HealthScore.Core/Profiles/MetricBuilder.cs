namespace HealthScoring;

/// <summary>Adds to a metric what is optional.</summary>
public sealed class MetricBuilder
{
    private readonly AcceptedValuesBuilder _accepted = new();
    private double _weight = 1;
    private MissingPolicy _missing = MissingPolicy.Exclude;
    private FaultPolicy? _onFault;
    private Freshness? _freshness;
    private string? _unit;
    private string? _description;

    internal MetricBuilder()
    {
    }

    /// <summary>Says how important it is within its dimension; 1 if not called.</summary>
    /// <param name="weight">The weight: 1e-9 to 1e9, or 0 to show the metric without counting it. Only ratios matter.</param>
    public MetricBuilder Weight(double weight)
    {
        _weight = weight;
        return this;
    }

    /// <summary>Says what happens when it is missing; <see cref="MissingPolicy.Exclude"/> if not called.</summary>
    /// <param name="policy">The policy.</param>
    public MetricBuilder WhenMissing(MissingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _missing = policy;
        return this;
    }

    /// <summary>Says what happens when it has a fault; the profile's <see cref="ScoringProfileBuilder.OnFault"/> if not called.</summary>
    /// <param name="policy">The policy.</param>
    public MetricBuilder OnFault(FaultPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _onFault = policy;
        return this;
    }

    /// <summary>Lets observations fade with age; if not called, their age means nothing.</summary>
    /// <param name="time">The age up to which an observation counts fully, inclusive; 0 to let it fade from the start.</param>
    /// <param name="staleAfter">The age from which it no longer counts, inclusive; more than <paramref name="time"/>.</param>
    public MetricBuilder FreshFor(TimeSpan time, TimeSpan staleAfter)
    {
        _freshness = new(time, staleAfter);
        return this;
    }

    /// <summary>Says in which range a number is a value; any other is missing (<see cref="MissingReason.OutOfRange"/>).</summary>
    /// <param name="from">The smallest value.</param>
    /// <param name="to">The largest value.</param>
    public MetricBuilder Valid(double from, double to)
    {
        _accepted.Valid = new(from, to);
        return this;
    }

    /// <summary>Says which numbers stand for a missing value (<see cref="MissingReason.StandsForMissing"/>).</summary>
    /// <param name="values">The numbers, as in <c>-1, -999</c>.</param>
    public MetricBuilder MissingValues(params ReadOnlySpan<double> values)
    {
        _accepted.MissingValues = values.ToArray();
        return this;
    }

    /// <summary>Says that only whole numbers are values; any other is missing (<see cref="MissingReason.NotWhole"/>).</summary>
    public MetricBuilder Whole()
    {
        _accepted.Whole = true;
        return this;
    }

    /// <summary>Says what the raw number counts.</summary>
    /// <param name="unit">The unit, as in <c>active days</c>.</param>
    public MetricBuilder Unit(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        _unit = unit;
        return this;
    }

    /// <summary>Describes what the metric means.</summary>
    /// <param name="description">The text.</param>
    public MetricBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    internal static ProfileMetric Build(string name, Curve curve, Action<MetricBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new MetricBuilder();
        configure(builder);
        return new()
        {
            Name = name,
            Curve = curve,
            Weight = builder._weight,
            Missing = builder._missing,
            OnFault = builder._onFault,
            Freshness = builder._freshness,
            Accepted = builder._accepted.Build(),
            Unit = builder._unit,
            Description = builder._description,
        };
    }
}
