namespace HealthScoring;

/// <summary>A host's set of metrics. Its names are read once.</summary>
internal sealed class MetricSet<TCustomer>
{
    // A NaN of its own, to tell what was not written from what was written as missing.
    private const long FaultBits = 0x7FF8_0000_0000_07A4;

    private readonly IMetricSet<TCustomer> _set;
    private readonly int[] _single;

    public MetricSet(IMetricSet<TCustomer> set)
    {
        _set = set;
        Names = [.. set.Names ?? throw new ArgumentException("The set's Names are null; give a list.", nameof(set))];
        foreach (string name in Names)
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(set));
        _single = [.. Enumerable.Range(0, Names.Length)];
    }

    public string[] Names { get; }

    /// <summary>Whether a number that one customer was given stands for the fault that was thrown.</summary>
    public static bool IsFault(double number) => BitConverter.DoubleToInt64Bits(number) == FaultBits;

    /// <summary>Measures some customers.</summary>
    public void Measure(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MetricValues values)
    {
        // What the set does not write must not be an earlier customer's number.
        values.Fill(Measurement.NoValue);
        _set.Measure(customers, asOf, values);
    }

    /// <summary>Measures one customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The time the score is for.</param>
    /// <param name="numbers">Takes the metrics' numbers.</param>
    /// <returns>What was thrown: the fault of each metric whose number says so.</returns>
    public Exception? Measure(TCustomer customer, DateTimeOffset asOf, Span<double> numbers)
    {
        double fault = BitConverter.Int64BitsToDouble(FaultBits);
        numbers.Fill(fault);
        try
        {
            _set.Measure(new(in customer), asOf, new(numbers, _single, customers: 1));
        }
        catch (Exception exception)
        {
            bool found = false;
            foreach (double number in numbers)
                found |= IsFault(number);
            if (!found)
                numbers.Fill(fault);
            return exception;
        }
        foreach (ref double number in numbers)
        {
            if (IsFault(number))
                number = Measurement.NoValue;
        }
        return null;
    }
}
