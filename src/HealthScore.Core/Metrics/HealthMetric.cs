namespace HealthScoring;

/// <summary>Makes metrics from functions.</summary>
public static class HealthMetric
{
    /// <summary>
    /// Makes a metric from a function of the customer alone. Its values have no time of observation, so it is missing where the profile lets it
    /// fade; use the overload that gives a <see cref="Measurement"/> there.
    /// </summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">Reads the raw number; <see langword="null"/>, NaN and infinities are missing. Must be thread-safe.</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public static IMetric<TCustomer> From<TCustomer>(string name, Func<TCustomer, double?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ValueMetric<TCustomer>(name, value);
    }

    /// <summary>Makes a metric from a function of the customer and the time the score is for.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="measure">Measures the customer as of the given time. Must be thread-safe and must not ask the clock.</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="measure"/> is <see langword="null"/>.</exception>
    public static IMetric<TCustomer> From<TCustomer>(string name, Func<TCustomer, DateTimeOffset, Measurement> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new FunctionMetric<TCustomer>(name, measure);
    }

    /// <summary>Makes a metric from a function that asks a database or a service about many customers at once.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="measure">Measures customers, as <see cref="IBatchMetric{TCustomer}.MeasureAsync"/> says. Must be thread-safe.</param>
    /// <param name="timeout">How long an answer may take (<see cref="IBatchMetric{TCustomer}.Timeout"/>); 30 seconds where not given.</param>
    /// <param name="throwFaults">Whether a fault ends the scoring (<see cref="IBatchMetric{TCustomer}.ThrowFaults"/>).</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="measure"/> is <see langword="null"/>.</exception>
    public static IBatchMetric<TCustomer> FromBatch<TCustomer>(
        string name,
        Func<IReadOnlyList<TCustomer>, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Measurement>>> measure,
        TimeSpan? timeout = null,
        bool throwFaults = false)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new BatchFunctionMetric<TCustomer>(name, measure)
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            ThrowFaults = throwFaults,
        };
    }
}
