namespace HealthScoring.Analysis;

/// <summary>A metric that is asked once per customer, whoever scores it then.</summary>
internal sealed class OnceMetric<TCustomer>(IMetric<TCustomer> metric) : IMetric<TCustomer>
{
    private Measurement _last;

    public string Name { get; } = metric.Name;

    /// <summary>Asks the metric; what throws is missing.</summary>
    /// <returns>Whether it did not throw.</returns>
    public bool TryRead(TCustomer customer, DateTimeOffset asOf)
    {
        try
        {
            _last = metric.Measure(customer, asOf);
            return true;
        }
        catch (Exception)
        {
            _last = Measurement.None;
            return false;
        }
    }

    public Measurement Measure(TCustomer customer, DateTimeOffset asOf) => _last;
}
