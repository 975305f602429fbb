namespace HealthScoring.Plans;

/// <summary>What was measured of one customer, by column, and what of it counts as of a time.</summary>
internal sealed class MeasuredRow
{
    private readonly Plan _profile;
    private readonly double[] _raw;
    private readonly DateTimeOffset?[]? _observed;

    /// <summary>Judges the age of what was measured.</summary>
    /// <param name="profile">Says how long each column stays fresh.</param>
    /// <param name="raw">The raw values, NaN where there is none; kept.</param>
    /// <param name="observed">When each was observed; kept. Null where nothing says.</param>
    /// <param name="asOf">The time the score is for.</param>
    public MeasuredRow(Plan profile, double[] raw, DateTimeOffset?[]? observed, DateTimeOffset asOf)
    {
        (_profile, _raw, _observed, AsOf) = (profile, raw, observed, asOf);
        if (profile.Fades)
            (Values, Freshness) = Judge();
        else
            (Values, Freshness) = (raw, []);
    }

    public DateTimeOffset AsOf { get; }

    /// <summary>The raw values that count; NaN stands for missing.</summary>
    public double[] Values { get; }

    /// <summary>How much each value counts: above 0, at most 1, and 0 for what is missing. Empty where nothing fades.</summary>
    public double[] Freshness { get; }

    /// <summary>What was measured, whether it counts or not.</summary>
    public Measurement Measurement(int column) =>
        double.IsNaN(_raw[column]) ? HealthScoring.Measurement.None : new(_raw[column], _observed?[column]);

    /// <summary>How much a column's value counts: 0 where it is missing.</summary>
    public double FreshnessOf(int column) => double.IsNaN(Values[column]) ? 0 : Freshness.Length == 0 ? 1 : Freshness[column];

    /// <summary>A value's age in days; NaN where it is not known.</summary>
    public double Age(int column) => HealthScoring.Freshness.Age(_observed?[column], AsOf);

    /// <summary>Why a value that was measured does not count; null where it does, or there is none.</summary>
    public MissingReason? Outdated(int column) => double.IsNaN(_raw[column]) || !double.IsNaN(Values[column]) ? null : Age(column) switch
    {
        double.NaN => MissingReason.NoObservationTime,
        < 0 => MissingReason.ObservedLater,
        _ => MissingReason.Stale,
    };

    private (double[] Values, double[] Freshness) Judge()
    {
        var values = (double[])_raw.Clone();
        var freshness = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                continue;
            freshness[i] = _profile.Freshness[i] is { } fresh ? fresh.Of(Age(i)) : 1;
            if (freshness[i] == 0)
                values[i] = double.NaN;
        }
        return (values, freshness);
    }
}
