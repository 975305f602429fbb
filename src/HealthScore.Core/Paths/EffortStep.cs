namespace HealthScoring.Paths;

/// <summary>What one of several metrics has to become.</summary>
public sealed class EffortStep
{
    private readonly IReadOnlyList<ValueRange> _reaching;

    internal EffortStep(ProfileMetric metric, double? value, double needed, double points, IReadOnlyList<ValueRange> reaching)
    {
        _reaching = reaching;
        Metric = metric.Name;
        Unit = metric.Unit;
        Value = value;
        NeededValue = needed;
        NeededPoints = points;
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>What the raw number counts, or <see langword="null"/> when the profile does not say.</summary>
    public string? Unit { get; }

    /// <summary>The raw number now, or <see langword="null"/> when missing.</summary>
    public double? Value { get; }

    /// <summary>
    /// The raw number nearest to <see cref="Value"/> (of two as near, the smaller; where that is missing, nearest to the first value at which
    /// the curve gives its fewest points) that earns <see cref="NeededPoints"/> or more. Finite.
    /// </summary>
    public double NeededValue { get; }

    /// <summary>The points that the effort asks of the metric.</summary>
    public double NeededPoints { get; }

    /// <summary>The step in a line. A rounded number is one that earns the points too.</summary>
    /// <returns>As in <c>usage-frequency: 4 → 9.2 active days</c>.</returns>
    public override string ToString() => ReachingValues.Way(Metric, Unit, Value, NeededValue, _reaching);
}
