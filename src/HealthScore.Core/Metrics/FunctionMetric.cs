namespace HealthScoring;

/// <summary>A metric that is a function of the customer and the time.</summary>
internal sealed class FunctionMetric<TCustomer> : IMetric<TCustomer>
{
    private readonly Func<TCustomer, DateTimeOffset, Measurement> _measure;

    public FunctionMetric(string name, Func<TCustomer, DateTimeOffset, Measurement> measure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _measure = measure;
    }

    public string Name { get; }

    public Measurement Measure(TCustomer customer, DateTimeOffset asOf) => _measure(customer, asOf);
}
