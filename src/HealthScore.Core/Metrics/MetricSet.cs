namespace HealthScoring;

/// <summary>A host's set of metrics. Its names are read once.</summary>
internal sealed class MetricSet<TCustomer>
{
    private readonly IMetricSet<TCustomer> _set;
    private readonly int[] _single;

    public MetricSet(IMetricSet<TCustomer> set)
    {
        _set = set;
        string type = set.GetType().Name;
        Names = [.. set.Names ?? throw new ArgumentException($"The Names of {type} are null; give a list.", nameof(set))];
        int nameless = Array.FindIndex(Names, string.IsNullOrWhiteSpace);
        if (nameless >= 0)
            throw new ArgumentException($"Name {nameless} of {type} is empty; give every metric of the set a name.", nameof(set));
        _single = [.. Enumerable.Range(0, Names.Length)];
    }

    public string[] Names { get; }

    /// <summary>Whether a number that one customer was given lacks because of what was thrown.</summary>
    public static bool IsFault(Exception? thrown, double number) =>
        thrown is not null && BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(Measurement.NoValue);

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
    /// <returns>What was thrown: the fault of each metric that has no value.</returns>
    public Exception? MeasureOne(TCustomer customer, DateTimeOffset asOf, Span<double> numbers)
    {
        try
        {
            Measure(new(in customer), asOf, new(numbers, spare: [], _single, customers: 1));
            return null;
        }
        catch (Exception exception)
        {
            bool found = false;
            foreach (double number in numbers)
                found |= IsFault(exception, number);
            if (!found)
                numbers.Fill(Measurement.NoValue);
            return exception;
        }
    }
}
