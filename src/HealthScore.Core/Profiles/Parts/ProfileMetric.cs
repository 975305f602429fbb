namespace HealthScoring;

/// <summary>A metric as the profile uses it: its curve, its weight in its dimension, and what to do when it is missing.</summary>
public sealed class ProfileMetric
{
    internal ProfileMetric()
    {
    }

    /// <summary>The name of the <see cref="IMetric{TCustomer}"/>; unique among the profile's dimensions, metrics, signals and labels.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Importance within the dimension: 0 (shown, not counted) or 1e-9 to 1e9. Only ratios matter. Default 1.</summary>
    public double Weight { get; internal init => field = value + 0.0; } = 1;

    /// <summary>Turns the raw value into points.</summary>
    public Curve Curve { get; internal init; } = null!;

    /// <summary>What happens when the metric is missing.</summary>
    public MissingPolicy Missing { get; internal init; } = MissingPolicy.Exclude;

    /// <summary>What happens when it has a fault; <see langword="null"/> for the profile's <see cref="ScoringProfile.OnFault"/>.</summary>
    public FaultPolicy? OnFault { get; internal init; }

    /// <summary>How long an observation counts, or <see langword="null"/> where its age means nothing.</summary>
    public Freshness? Freshness { get; internal init; }

    /// <summary>Which numbers are values, or <see langword="null"/> where every number is one.</summary>
    public AcceptedValues? Accepted { get; internal init; }

    /// <summary>What the raw number counts, as in <c>active days</c> (free text), or <see langword="null"/>.</summary>
    public string? Unit { get; internal init; }

    /// <summary>What the metric means (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }

    internal ProfileMetric With(double? weight = null, Curve? curve = null, MissingPolicy? missing = null) => new()
    {
        Name = Name,
        Weight = weight ?? Weight,
        Curve = curve ?? Curve,
        Missing = missing ?? Missing,
        OnFault = OnFault,
        Freshness = Freshness,
        Accepted = Accepted,
        Unit = Unit,
        Description = Description,
    };
}
