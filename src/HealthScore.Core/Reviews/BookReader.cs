using HealthScoring.Plans;

namespace HealthScoring.Reviews;

/// <summary>Reads each customer once, and scores it under two profiles. What throws is missing.</summary>
internal sealed class BookReader<TCustomer>
{
    private readonly Plan _before;
    private readonly Plan _after;
    private readonly IMetric<TCustomer>[] _metrics;
    private readonly int[] _placesBefore;
    private readonly int[] _placesAfter;
    private readonly Measurement[] _measurements;
    private readonly Func<TCustomer, string?>? _segmentBy;
    private readonly DateTimeOffset _asOf;

    /// <summary>Binds the metrics of both profiles.</summary>
    /// <exception cref="ArgumentException">A metric that a profile names is not there, or is there twice; every problem is listed.</exception>
    public BookReader(ScoringProfile before, ScoringProfile after, IEnumerable<IMetric<TCustomer>> metrics, Func<TCustomer, string?>? segmentBy,
        DateTimeOffset asOf)
    {
        (string? Name, IMetric<TCustomer> Metric)[] all = [.. metrics.Select(metric => (metric?.Name, metric!))];
        string[] problems = [.. new[] { before, after }.SelectMany(profile => MetricBinding.Problems(profile, [.. all.Select(metric => metric.Name)])
            .Concat(MetricBinding.Undated(profile, all.Select(metric => metric.Metric)))).Distinct()];
        if (problems.Length > 0)
            throw new ArgumentException(string.Join("\n", problems), nameof(metrics));

        (_before, _after, _segmentBy, _asOf) = (new(before), new(after), segmentBy, asOf);
        string[] names = [.. _before.Columns.Union(_after.Columns, StringComparer.Ordinal)];
        var byName = all.ToDictionary(metric => metric.Name!, metric => metric.Metric, StringComparer.Ordinal);
        _metrics = [.. names.Select(name => byName[name])];
        _placesBefore = [.. _before.Columns.Select(name => Array.IndexOf(names, name))];
        _placesAfter = [.. _after.Columns.Select(name => Array.IndexOf(names, name))];
        _measurements = new Measurement[names.Length];
    }

    /// <summary>Reads and scores a customer.</summary>
    public (HealthScore Before, HealthScore After, bool Faulty) Score(TCustomer customer)
    {
        bool faulty = false;
        for (int i = 0; i < _metrics.Length; i++)
        {
            try
            {
                _measurements[i] = _metrics[i].Measure(customer, _asOf);
            }
            catch (Exception)
            {
                (_measurements[i], faulty) = (Measurement.None, true);
            }
        }
        string? named = null;
        try
        {
            named = _segmentBy?.Invoke(customer);
        }
        catch (Exception)
        {
            faulty = true;
        }
        return (Score(_before, _placesBefore, named), Score(_after, _placesAfter, named), faulty);
    }

    // Only the numbers are looked at: the reasons why something is missing are not asked for.
    private HealthScore Score(Plan profile, int[] places, string? named)
    {
        var row = new RowBuilder(profile);
        for (int i = 0; i < places.Length; i++)
            row.Set(i, _measurements[places[i]]);
        return new(row.Build(_asOf).Score(named), missing: []);
    }
}
