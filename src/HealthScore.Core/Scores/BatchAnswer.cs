namespace HealthScoring;

/// <summary>What a batch metric answered: a value for each customer it was asked about, or a fault for all of them.</summary>
internal readonly record struct BatchAnswer<TCustomer>(BatchRequest<TCustomer> Metric, IReadOnlyList<Measurement> Values, Exception? Fault);
