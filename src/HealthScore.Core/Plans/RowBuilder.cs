namespace HealthScoring.Plans;

/// <summary>Turns measurements, given column by column, into a row. What is not given is missing.</summary>
internal ref struct RowBuilder
{
    private readonly Plan _plan;
    private readonly double[] _raw;
    private DateTimeOffset?[]? _observed;
    private string?[]? _labels;
    private List<int>? _faults;

    public RowBuilder(Plan plan)
    {
        (_plan, _raw) = (plan, new double[plan.Columns.Length]);
        Array.Fill(_raw, double.NaN);
    }

    public void Set(int column, Measurement measurement)
    {
        // A profile of another time can have called a label what is a metric now.
        measurement = _plan.AsExpected(column, measurement);
        double number = _plan.NumberOf(column, measurement);
        _raw[column] = double.IsFinite(number) ? number : double.NaN;
        if (_plan.IsLabel(column))
            (_labels ??= new string?[_plan.Labels.Length])[column - _plan.FirstLabel] = measurement.Label;
        if (measurement.ObservedAt is { } at)
            (_observed ??= new DateTimeOffset?[_raw.Length])[column] = at;
        else if (_observed is not null)
            _observed[column] = null;
    }

    /// <summary>Gives a column a finite number of which nobody says when it was observed.</summary>
    public readonly void SetNumber(int column, double number)
    {
        _raw[column] = number;
        if (_observed is not null)
            _observed[column] = null;
    }

    /// <summary>Says that a column has no value because of a fault.</summary>
    public void SetFault(int column) => (_faults ??= []).Add(column);

    /// <summary>The row as of a time. The builder is not used after it.</summary>
    public readonly MeasuredRow Build(DateTimeOffset asOf) => new(_plan, _raw, _labels, _observed, _faults?.ToArray() ?? [], asOf);
}
