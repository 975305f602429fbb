namespace HealthScoring;

/// <summary>A batch metric that is a function.</summary>
internal sealed class BatchFunctionMetric<TCustomer> : IBatchMetric<TCustomer>
{
    private readonly Func<IReadOnlyList<TCustomer>, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Measurement>>> _measure;

    public BatchFunctionMetric(
        string name,
        Func<IReadOnlyList<TCustomer>, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Measurement>>> measure,
        BatchMetricOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _measure = measure;
        Timeout = options.Timeout;
        ThrowFaults = options.ThrowFaults;
    }

    public string Name { get; }

    public TimeSpan Timeout { get; }

    public bool ThrowFaults { get; }

    public Task<IReadOnlyList<Measurement>> MeasureAsync(
        IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        _measure(customers, asOf, cancellationToken);
}
