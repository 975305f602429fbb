using System.Runtime.CompilerServices;
using HealthScoring.Text;

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
    [OverloadResolutionPriority(1)]
    public static IMetric<TCustomer> From<TCustomer>(string name, Func<TCustomer, double?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ValueMetric<TCustomer>(name, value);
    }

    /// <summary>Makes a metric from a function of the customer alone whose number is a decimal, such as an amount of money.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">Reads the raw number, which becomes the nearest double; <see langword="null"/> is missing. Must be thread-safe.</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public static IMetric<TCustomer> From<TCustomer>(string name, Func<TCustomer, decimal?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return From(name, double? (TCustomer customer) => value(customer) is { } number ? Number.Nearest(number) : null);
    }

    /// <summary>Makes a metric from a function of the customer alone whose number is yes or no.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">
    /// Reads the answer: <see langword="true"/> is 1, <see langword="false"/> is 0; <see langword="null"/> is missing. Must be thread-safe.
    /// </param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public static IMetric<TCustomer> From<TCustomer>(string name, Func<TCustomer, bool?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return From(name, double? (TCustomer customer) => value(customer) is { } answer ? (answer ? 1 : 0) : null);
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

    /// <summary>Makes the metric of a label, such as the customer's industry: a text that conditions of the profile ask about.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name of the label in the profile.</param>
    /// <param name="text">Reads the text; <see langword="null"/> is missing. Must be thread-safe.</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="text"/> is <see langword="null"/>.</exception>
    public static IMetric<TCustomer> Label<TCustomer>(string name, Func<TCustomer, string?> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return From<TCustomer>(name, (customer, _) => Measurement.OfLabel(text(customer)));
    }

    /// <summary>Makes the metrics of a set, which a scorer of the same customer type reads in one pass over many customers.</summary>
    /// <typeparam name="TCustomer">The host's own customer type. A scorer of a type derived from it asks customer by customer.</typeparam>
    /// <param name="set">The set. Its names are read once, now.</param>
    /// <returns>A thread-safe metric for each name, in the order of the names.</returns>
    /// <exception cref="ArgumentException">The list of names is <see langword="null"/>, or a name is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is <see langword="null"/>.</exception>
    public static IReadOnlyList<IMetric<TCustomer>> FromSet<TCustomer>(IMetricSet<TCustomer> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var named = new MetricSet<TCustomer>(set);
        return Array.AsReadOnly<IMetric<TCustomer>>([.. named.Names.Select((_, index) => new SetMetric<TCustomer>(named, index))]);
    }

    /// <summary>Makes a metric from a function that asks a database or a service about many customers at once.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="measure">Measures customers, as <see cref="IBatchMetric{TCustomer}.MeasureAsync"/> says. Must be thread-safe.</param>
    /// <param name="options">How it is asked; <see langword="null"/> for the defaults.</param>
    /// <returns>A thread-safe metric.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="measure"/> is <see langword="null"/>.</exception>
    public static IBatchMetric<TCustomer> FromBatch<TCustomer>(
        string name,
        Func<IReadOnlyList<TCustomer>, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Measurement>>> measure,
        BatchMetricOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new BatchFunctionMetric<TCustomer>(name, measure, options ?? new());
    }
}
