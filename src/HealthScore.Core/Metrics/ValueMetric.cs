namespace HealthScoring;

/// <summary>A metric that is a function of the customer alone.</summary>
internal sealed class ValueMetric<TCustomer> : IMetric<TCustomer>, IUndatedMetric
{
    private readonly Func<TCustomer, double?> _value;

    public ValueMetric(string name, Func<TCustomer, double?> value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _value = value;
    }

    public string Name { get; }

    public string Form => "function";

    public double? Value(TCustomer customer) => _value(customer);

    public Measurement Measure(TCustomer customer, DateTimeOffset asOf) => _value(customer);

    /// <summary>Reads the numbers of some customers.</summary>
    public void Read(ReadOnlySpan<TCustomer> customers, Span<double> values)
    {
        Func<TCustomer, double?> read = _value;
        for (int i = 0; i < customers.Length; i++)
            values[i] = read(customers[i]) ?? Measurement.NoValue;
    }
}
