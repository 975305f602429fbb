namespace HealthScoring;

/// <summary>
/// A metric that also measures many customers in one call, for scoring millions of them. Optional: any other metric is asked customer by
/// customer, with the same results. So is this one where the profile lets the metric fade, as a column has no times of observation.
/// </summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public interface IColumnMetric<TCustomer> : IMetric<TCustomer>
{
    /// <summary>Measures some customers.</summary>
    /// <param name="customers">The customers; none is <see langword="null"/>.</param>
    /// <param name="asOf">The time the scores are for. Nothing that happened later may count.</param>
    /// <param name="values">
    /// Takes each customer's raw number, in the order of <paramref name="customers"/> and as many. NaN and infinities are missing;
    /// <see cref="Measurement.NoValue"/> is the NaN of a customer that has no number. What is not written is that, too.
    /// </param>
    /// <remarks>
    /// Must give each customer what <see cref="IMetric{TCustomer}.Measure"/> gives it. An exception loses no customer's number: the customers
    /// are then measured one by one, so that the fault is reported for those that have it.
    /// </remarks>
    void Measure(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, Span<double> values);
}
