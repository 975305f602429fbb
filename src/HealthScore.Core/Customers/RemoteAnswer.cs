using HealthScoring.Metrics;

namespace HealthScoring.Customers;

/// <summary>What a batch metric answered: a value for each customer it was asked about, or a fault for all of them.</summary>
internal readonly record struct RemoteAnswer<TCustomer>(RemoteMetric<TCustomer> Metric, IReadOnlyList<Measurement> Values, Exception? Fault);
