namespace HealthScoring;

/// <summary>A number made of the answers to a survey; and how many answers it skips because they are not on the survey's scale.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
public sealed class SurveyMetric<TCustomer> : IMetric<TCustomer>
{
    private readonly Func<string, Func<SurveyCount, Measurement>, IMetric<TCustomer>> _from;
    private readonly IMetric<TCustomer> _score;

    internal SurveyMetric(
        string name,
        Func<SurveyCount, Measurement> score,
        Func<string, Func<SurveyCount, Measurement>, IMetric<TCustomer>> from)
    {
        _from = from;
        _score = from(name, score);
    }

    /// <inheritdoc/>
    public string Name => _score.Name;

    /// <inheritdoc/>
    public Measurement Measure(TCustomer customer, DateTimeOffset asOf) => _score.Measure(customer, asOf);

    /// <summary>
    /// Makes the metric that counts the skipped answers: those in this metric's window that are rated outside its scale. Register it too, and name
    /// it as a signal in the profile, so that results show it.
    /// </summary>
    /// <param name="name">The name the profile refers to; <see langword="null"/> for this metric's name with <c>-skipped</c> at its end.</param>
    /// <returns>A thread-safe metric in answers, 0 or more, whoever gave them; missing before the customer's first day.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    public IMetric<TCustomer> Skipped(string? name = null) => _from(name ?? $"{Name}-skipped", count => count.Skipped);
}
