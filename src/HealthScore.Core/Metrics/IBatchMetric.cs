namespace HealthScoring;

/// <summary>
/// A metric that asks a database or a service: it measures a block of customers with one request, instead of one request per customer.
/// </summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// Implementations are used as singletons and asked for several blocks at once, so they must be thread-safe. Only one that <c>AddBatchMetric</c> adds
/// by its type may ask for a scoped service such as a database context, and is then made anew for each request. They must not ask the clock;
/// everything time-dependent follows from <c>asOf</c>. The properties are read when the scorer is made, and not later.
/// </remarks>
public interface IBatchMetric<in TCustomer>
{
    /// <summary>The name the profile refers to. Compared ordinally: case matters.</summary>
    string Name { get; }

    /// <summary>
    /// How long an answer may take: from 1 millisecond to 49 days, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>. After that
    /// the request is cancelled and, answered or not, no longer waited for; the metric has a fault, a <see cref="TimeoutException"/>. 30
    /// seconds unless set otherwise.
    /// </summary>
    TimeSpan Timeout => TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a fault of this metric is thrown, which ends the scoring. By default it is not: the metric counts as missing for the
    /// customers of the block, and the exception is part of their results.
    /// </summary>
    bool ThrowFaults => false;

    /// <summary>
    /// Measures some customers. It should await: one that blocks keeps a thread until it returns, although its time is over.
    /// </summary>
    /// <param name="customers">The customers, at least one and none <see langword="null"/>. The list is the metric's own to keep.</param>
    /// <param name="asOf">The time the scores are for. Nothing that happened later may count.</param>
    /// <param name="cancellationToken">Ends the request when the answer is no longer awaited.</param>
    /// <returns>
    /// One measurement for each customer, in the order of <paramref name="customers"/>. Any other number of them is a fault, as is an
    /// exception, also an <see cref="OperationCanceledException"/> of the metric's own.
    /// </returns>
    Task<IReadOnlyList<Measurement>> MeasureAsync(
        IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, CancellationToken cancellationToken);
}
