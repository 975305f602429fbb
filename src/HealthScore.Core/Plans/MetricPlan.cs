namespace HealthScoring.Plans;

/// <summary>What is decided about one weighted metric of a scorecard.</summary>
internal sealed class MetricPlan
{
    public MetricPlan(ProfileMetric source, int index, int dimension, bool dimensionCounts, bool isAdditive, FaultPolicy onFault)
    {
        (Source, Index, Dimension, OnFault) = (source, index, dimension, source.OnFault ?? onFault);
        HasWeight = source.Weight > 0;
        Counts = HasWeight && dimensionCounts;
        IsRequired = Counts && source.Missing.Kind == MissingPolicyKind.Required;
        MissingPoints = source.Missing.Kind == MissingPolicyKind.Points ? source.Missing.FixedPoints : null;
        Fades = source.Freshness is not null && MissingPoints is null;
        Blends = source.Freshness is not null && MissingPoints is not null;
        MostPoints = isAdditive ? source.Curve.HighestPoints : null;
    }

    public ProfileMetric Source { get; }

    /// <summary>The index of the metric, and of its value in a row.</summary>
    public int Index { get; }

    /// <summary>The index of its dimension.</summary>
    public int Dimension { get; }

    public string Name => Source.Name;

    public Curve Curve => Source.Curve;

    public double Weight => Source.Weight;

    /// <summary>Whether it takes part in its dimension.</summary>
    public bool HasWeight { get; }

    /// <summary>
    /// Whether it takes part in the score: its weight and its dimension's are above 0. What does not is not required either, and loses nothing.
    /// </summary>
    public bool Counts { get; }

    /// <summary>Whether a customer without it is unscored.</summary>
    public bool IsRequired { get; }

    /// <summary>The points that count where it is missing; <see langword="null"/> where its weight drops out instead.</summary>
    public double? MissingPoints { get; }

    /// <summary>What happens when it has a fault.</summary>
    public FaultPolicy OnFault { get; }

    /// <summary>Whether it counts less as its value ages.</summary>
    public bool Fades { get; }

    /// <summary>Whether it always counts fully, and the points for a missing value take the place of what has faded.</summary>
    public bool Blends { get; }

    /// <summary>The most points its curve gives, where points are added; <see langword="null"/> where 100 is the most for every metric.</summary>
    public double? MostPoints { get; }
}
