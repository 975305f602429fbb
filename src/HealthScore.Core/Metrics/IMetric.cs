namespace HealthScoring;

/// <summary>Reads one named raw number of a customer, as of a given time.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// Implementations are used as singletons and called from several threads at once: they must be thread-safe and must not hold a scoped
/// service such as a database context. They must not ask the clock; everything time-dependent follows from <c>asOf</c>, so that a score
/// can be replayed. An <see cref="IMetricSet{TCustomer}"/> reads several numbers of many customers faster; what
/// asks a database or a service is an <see cref="IBatchMetric{TCustomer}"/> instead.
/// </remarks>
public interface IMetric<in TCustomer>
{
    /// <summary>The name the profile refers to. Compared ordinally: case matters. Never changes.</summary>
    string Name { get; }

    /// <summary>Measures one customer.</summary>
    /// <param name="customer">The customer; never <see langword="null"/>.</param>
    /// <param name="asOf">The time the score is for. Nothing that happened later may count.</param>
    /// <returns>The raw number in the metric's own unit, or a missing measurement where the customer has none.</returns>
    /// <remarks>
    /// An exception does not lose the customer's score: the metric counts as missing and the exception is reported with the result,
    /// unless the host asked for exceptions to be thrown.
    /// </remarks>
    Measurement Measure(TCustomer customer, DateTimeOffset asOf);
}
