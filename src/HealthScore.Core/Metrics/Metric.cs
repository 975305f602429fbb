namespace HealthScoring.Metrics;

/// <summary>Makes metrics from functions.</summary>
public static class Metric
{
    /// <summary>Makes a metric from a function of the customer alone.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">Reads the raw number; <see langword="null"/>, NaN and infinities are missing. Must be thread-safe.</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public static IMetric<TCustomer> From<TCustomer>(string name, Func<TCustomer, double?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new FunctionMetric<TCustomer>(name, (customer, _) => value(customer));
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
}
