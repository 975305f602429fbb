namespace HealthScoring;

/// <summary>
/// Reads several numbers of many customers in one pass over them, for scoring millions of customer objects. Optional: metrics from functions give the
/// same scores, more slowly. <see cref="HealthMetric.FromSet{TCustomer}"/> makes metrics of it.
/// </summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// Implementations are used as singletons and called from several threads at once: they must be thread-safe and must not hold a scoped service such
/// as a database context. They must not ask the clock; everything time-dependent follows from <c>asOf</c>. The numbers have no time of observation,
/// and are no texts: a scorer refuses a set's metric that the profile lets fade or names as a label.
/// </remarks>
public interface IMetricSet<TCustomer>
{
    /// <summary>
    /// The names the profile refers to. Compared ordinally: case matters. Read once; those the profile does not name are measured and not used.
    /// </summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Measures some customers.</summary>
    /// <param name="customers">The customers; none is <see langword="null"/>.</param>
    /// <param name="asOf">The time the scores are for. Nothing that happened later may count.</param>
    /// <param name="values">
    /// Takes the raw numbers: <c>values[m][i]</c> is metric <c>m</c> in the order of <see cref="Names"/> of customer <c>i</c>. NaN and infinities are
    /// missing; <see cref="Measurement.NoValue"/> is the NaN of a customer that has no number. What is not written is that, too.
    /// </param>
    /// <remarks>
    /// Must give each customer the same numbers whoever else is measured in the call; write a number when it is final. After an exception the
    /// customers are measured again, one in a call, so that it costs no other customer's number. Where it is thrown again, the numbers written
    /// before count, and the metrics that have no value yet have the fault: all metrics if none of them lacks one. It is no fault where only metrics
    /// that the profile does not name lack a value.
    /// </remarks>
    void Measure(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MetricValues values);
}
