using System.Runtime.ExceptionServices;

namespace HealthScoring.Analysis;

/// <summary>A metric that is asked once per customer, whoever scores it then: what it threw, it throws each time.</summary>
internal sealed class OnceMetric<TCustomer>(IMetric<TCustomer> metric) : IMetric<TCustomer>
{
    private Measurement _last;
    private ExceptionDispatchInfo? _fault;

    public string Name { get; } = metric.Name;

    /// <summary>Asks the metric.</summary>
    /// <returns>Whether it did not throw.</returns>
    public bool TryRead(TCustomer customer, DateTimeOffset asOf)
    {
        _fault = null;
        try
        {
            _last = metric.Measure(customer, asOf);
            return true;
        }
        catch (Exception exception)
        {
            _fault = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    public Measurement Measure(TCustomer customer, DateTimeOffset asOf)
    {
        _fault?.Throw();
        return _last;
    }
}
