namespace HealthScoring;

/// <summary>Takes the numbers that a set of metrics reads, one column for each metric.</summary>
public readonly ref struct MetricValues
{
    private readonly Span<double> _memory;
    private readonly Span<double> _spare;
    private readonly ReadOnlySpan<int> _starts;
    private readonly int _customers;

    /// <summary>Views some memory.</summary>
    /// <param name="memory">Memory for metrics that are used.</param>
    /// <param name="spare">Memory for others.</param>
    /// <param name="starts">Where each metric's numbers begin in the memory, or the complement of where they do in the spare memory.</param>
    /// <param name="customers">How many customers there are.</param>
    internal MetricValues(Span<double> memory, Span<double> spare, ReadOnlySpan<int> starts, int customers)
    {
        _memory = memory;
        _spare = spare;
        _starts = starts;
        _customers = customers;
    }

    /// <summary>A metric's numbers, to write to: one for each customer, in the order of the customers.</summary>
    /// <param name="metric">
    /// The metric's index in <see cref="IMetricSet{TCustomer}.Names"/>, where those that the profile does not name count, too.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such metric.</exception>
    public Span<double> this[int metric]
    {
        get
        {
            if ((uint)metric >= (uint)_starts.Length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(metric), $"The set has {_starts.Length} names, from 0 to {_starts.Length - 1}; there is no metric {metric}.");
            }
            int start = _starts[metric];
            return start >= 0 ? _memory.Slice(start, _customers) : _spare.Slice(~start, _customers);
        }
    }

    /// <summary>Says of every number that there is none yet.</summary>
    internal void Fill(double nothing)
    {
        for (int metric = 0; metric < _starts.Length; metric++)
            this[metric].Fill(nothing);
    }
}
