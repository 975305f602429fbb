namespace HealthScoring.Analysis;

/// <summary>Reads each customer once, and scores it under two profiles. What throws is a fault under both.</summary>
internal sealed class CustomerReader<TCustomer>
{
    private readonly OnceMetric<TCustomer>[] _metrics;
    private readonly Func<TCustomer, string?>? _segmentBy;
    private readonly HealthScorer<TCustomer> _before;
    private readonly HealthScorer<TCustomer> _after;
    private string? _segment;

    /// <summary>Binds the metrics to both profiles.</summary>
    /// <exception cref="InvalidRegistrationException">
    /// A metric that a profile names is not there, or is there twice; every error is listed.
    /// </exception>
    public CustomerReader(ScoringProfile before, ScoringProfile after, IEnumerable<IMetric<TCustomer>> metrics, Func<TCustomer, string?>? segmentBy)
    {
        IMetric<TCustomer>[] all = [.. metrics];
        InputError[] errors = [.. Errors(before, all).Concat(Errors(after, all)).DistinctBy(error => error.ToString())];
        if (errors.Length > 0)
            throw new InvalidRegistrationException("The simulation", errors);

        HashSet<string> names = [.. before.MetricNames, .. after.MetricNames];
        _metrics = [.. all.Select(metric => new OnceMetric<TCustomer>(metric)).Where(metric => names.Contains(metric.Name))];
        _segmentBy = segmentBy;
        var options = new HealthScorerOptions<TCustomer> { SegmentBy = _ => _segment };
        (_before, _after) = (new(before, _metrics, options), new(after, _metrics, options));
    }

    /// <summary>Reads and scores a customer.</summary>
    public (HealthScore Before, HealthScore After, bool Faulty) Score(TCustomer customer, DateTimeOffset asOf)
    {
        bool faulty = false;
        foreach (OnceMetric<TCustomer> metric in _metrics)
            faulty |= !metric.TryRead(customer, asOf);
        _segment = null;
        try
        {
            _segment = _segmentBy?.Invoke(customer);
        }
        catch (Exception)
        {
            faulty = true;
        }
        return (_before.Score(customer, asOf), _after.Score(customer, asOf), faulty);
    }

    // A scorer says what is wrong with metrics when it is made. It is made for that alone here: behind a wrapper it could not see which
    // metrics cannot say when they observed something.
    private static IReadOnlyList<InputError> Errors(ScoringProfile profile, IEnumerable<IMetric<TCustomer>> metrics)
    {
        try
        {
            _ = new HealthScorer<TCustomer>(profile, metrics);
            return [];
        }
        catch (InvalidRegistrationException exception)
        {
            return exception.Errors;
        }
    }
}
