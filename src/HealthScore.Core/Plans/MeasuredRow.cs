namespace HealthScoring.Plans;

/// <summary>What was measured of one customer, by column, and what of it counts as of a time. <see cref="RowBuilder"/> makes one.</summary>
internal sealed class MeasuredRow
{
    private readonly double[] _raw;
    private readonly string?[]? _labels;
    private readonly DateTimeOffset?[]? _observed;

    /// <summary>Judges what was measured.</summary>
    /// <param name="plan">Says what counts, and how long.</param>
    /// <param name="raw">The measured values, NaN where there is none; kept.</param>
    /// <param name="labels">The labels' texts; kept. Null where there is none.</param>
    /// <param name="observed">When each was observed; kept. Null where nothing says.</param>
    /// <param name="faults">The columns that have no value because of a fault.</param>
    /// <param name="asOf">The time the score is for.</param>
    public MeasuredRow(Plan plan, double[] raw, string?[]? labels, DateTimeOffset?[]? observed, int[] faults, DateTimeOffset asOf)
    {
        (Plan, _raw, _labels, _observed, Faults, AsOf) = (plan, raw, labels, observed, faults, asOf);
        (Values, Freshness) = plan.Judged.Length > 0 ? Judge() : (raw, []);
    }

    public Plan Plan { get; }

    public DateTimeOffset AsOf { get; }

    /// <summary>The values that count; NaN stands for missing.</summary>
    public double[] Values { get; }

    /// <summary>How much each value counts: above 0, at most 1, and 0 where it is missing. Empty where nothing fades.</summary>
    public double[] Freshness { get; }

    /// <summary>The columns that have no value because of a fault.</summary>
    public int[] Faults { get; }

    /// <summary>The text of a label; null where it is missing.</summary>
    public string? Label(int column) => _labels?[column - Plan.FirstLabel];

    /// <summary>What was measured, whether it counts or not.</summary>
    public Measurement Measured(int column) => Plan.IsLabel(column) ? Measurement.OfLabel(Label(column))
        : double.IsNaN(_raw[column]) ? Measurement.None : new(_raw[column], _observed?[column]);

    /// <summary>How much a column's value counts: 0 where it is missing.</summary>
    public double FreshnessOf(int column) => double.IsNaN(Values[column]) ? 0 : Freshness.Length == 0 ? 1 : Freshness[column];

    /// <summary>A value's age in days; NaN where it is not known.</summary>
    public double Age(int column) => HealthScoring.Freshness.Age(_observed?[column], AsOf);

    /// <summary>Why a value that was measured does not count; null where it does, or there is none.</summary>
    public MissingReason? Refused(int column) => double.IsNaN(_raw[column]) || !double.IsNaN(Values[column]) ? null
        : Plan.AcceptedOf(column)?.Refused(_raw[column]) ?? Age(column) switch
        {
            double.NaN => MissingReason.NoObservationTime,
            < 0 => MissingReason.ObservedLater,
            _ => MissingReason.Stale,
        };

    /// <summary>Scores the row, in the segment whose condition it meets or that the host named.</summary>
    public ScoredRow Score(string? namedSegment)
    {
        Scorecard scorecard = Plan.Choose(Values, namedSegment).WithFaults(Faults);
        var numbers = new Evaluation(scorecard);
        RowArithmetic.Score(scorecard, Values, Freshness, numbers);
        return new(this, namedSegment, scorecard, numbers);
    }

    private (double[] Values, double[] Freshness) Judge()
    {
        var values = new double[_raw.Length];
        var freshness = new double[_raw.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Plan.Judge(i, _raw[i], Age(i), out freshness[i]);
        return (values, Plan.Fades ? freshness : []);
    }
}
