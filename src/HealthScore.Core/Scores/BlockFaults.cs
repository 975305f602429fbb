using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>What threw while some customers were read, one row each. Reused.</summary>
internal sealed class BlockFaults(int columns, int rows)
{
    private readonly Exception?[]?[] _metrics = new Exception?[]?[columns];
    private Exception?[]? _segments;
    private Exception?[]? _overrides;

    /// <summary>Whether anything threw.</summary>
    public bool Any { get; private set; }

    /// <summary>Lets go of what earlier customers left behind.</summary>
    public void Clear()
    {
        if (!Any)
            return;
        Array.Clear(_metrics);
        (_segments, _overrides, Any) = (null, null, false);
    }

    public void AddMetric(int column, int row, Exception fault) => Add(ref _metrics[column], row, fault);

    public void AddSegment(int row, Exception fault) => Add(ref _segments, row, fault);

    public void AddOverride(int row, Exception fault) => Add(ref _overrides, row, fault);

    /// <summary>What a metric threw for a customer, or null.</summary>
    public Exception? Metric(int column, int row) => _metrics[column]?[row];

    /// <summary>The columns of the metrics that threw for a customer.</summary>
    public IEnumerable<int> Columns(int row) => Enumerable.Range(0, columns).Where(column => Metric(column, row) is not null);

    /// <summary>What the segment function threw for a customer, or null.</summary>
    public Exception? Segment(int row) => _segments?[row];

    /// <summary>What the override function threw for a customer, or null.</summary>
    public Exception? Override(int row) => _overrides?[row];

    /// <summary>Whether anything threw for a customer.</summary>
    public bool IsFaulty(int row) =>
        Any && (Segment(row) is not null || Override(row) is not null || _metrics.Any(faults => faults?[row] is not null));

    /// <summary>The first fault of each column.</summary>
    public IEnumerable<(int Column, Exception Fault)> First() => _metrics.Index()
        .Select(column => (column.Index, Fault: column.Item?.FirstOrDefault(fault => fault is not null)!)).Where(column => column.Fault is not null);

    /// <summary>For how many of the first customers anything threw.</summary>
    public int Count(int customers) => Any ? Enumerable.Range(0, customers).Count(IsFaulty) : 0;

    /// <summary>Tells who listens how many customers have a fault of each metric and function.</summary>
    public void Record(Plan plan)
    {
        if (!Any)
            return;
        string profile = plan.Profile.Name;
        for (int column = 0; column < columns && ScoringTelemetry.MetricFaults.Enabled; column++)
        {
            foreach ((string type, int customers) in ByType(_metrics[column]))
                ScoringTelemetry.AddMetricFaults(customers, profile, plan.Columns[column], type);
        }
        if (!ScoringTelemetry.FunctionFaults.Enabled)
            return;
        foreach ((string type, int customers) in ByType(_segments))
            ScoringTelemetry.AddFunctionFaults(customers, profile, FaultyFunction.SegmentBy, type);
        foreach ((string type, int customers) in ByType(_overrides))
            ScoringTelemetry.AddFunctionFaults(customers, profile, FaultyFunction.OverrideBy, type);
    }

    private static IEnumerable<KeyValuePair<string, int>> ByType(Exception?[]? faults) =>
        (faults ?? []).OfType<Exception>().CountBy(ScoringTelemetry.TypeOf, StringComparer.Ordinal);

    private void Add(ref Exception?[]? faults, int row, Exception fault)
    {
        (faults ??= new Exception?[rows])[row] = fault;
        Any = true;
    }
}
