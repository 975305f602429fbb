namespace HealthScoring;

/// <summary>Takes the numbers that a set of metrics reads, one column for each metric.</summary>
public readonly ref struct MetricValues
{
    private readonly Span<double> _memory;
    private readonly ReadOnlySpan<int> _starts;
    private readonly int _customers;

    internal MetricValues(Span<double> memory, ReadOnlySpan<int> starts, int customers)
    {
        _memory = memory;
        _starts = starts;
        _customers = customers;
    }

    /// <summary>A metric's numbers, to write to: one for each customer, in the order of the customers.</summary>
    /// <param name="metric">The metric's index in <see cref="IMetricSet{TCustomer}.Names"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such metric.</exception>
    public Span<double> this[int metric] => _memory.Slice(_starts[metric], _customers);

    /// <summary>Says of every number that there is none yet.</summary>
    internal void Fill(double nothing)
    {
        for (int metric = 0; metric < _starts.Length; metric++)
            this[metric].Fill(nothing);
    }
}
