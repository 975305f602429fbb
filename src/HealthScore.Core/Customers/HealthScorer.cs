using HealthScoring.Metrics;
using HealthScoring.Profiles;
using HealthScoring.Scoring;

namespace HealthScoring.Customers;

/// <summary>Scores customers by one profile.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>Immutable and safe to use from several threads at once, as far as the metrics are. Make one and keep it.</remarks>
public sealed class HealthScorer<TCustomer>
{
    private readonly CompiledProfile _profile;
    private readonly IMetric<TCustomer>[] _metrics;
    private readonly Func<TCustomer, string?>? _segmentBy;
    private readonly bool _throwFaults;
    private readonly TimeProvider _clock;

    /// <summary>Compiles a profile and binds its metrics by name.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="metrics">The metrics; those the profile does not name are not used.</param>
    /// <param name="options">How to score; the defaults where not given.</param>
    /// <exception cref="ArgumentException">
    /// A metric the profile names is not among <paramref name="metrics"/>, or two have one name; the message lists every such problem.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="metrics"/> is <see langword="null"/>.</exception>
    public HealthScorer(ScoringProfile profile, IEnumerable<IMetric<TCustomer>> metrics, HealthScorerOptions<TCustomer>? options = null)
        : this(profile, metrics, options, options?.TimeProvider)
    {
    }

    internal HealthScorer(
        ScoringProfile profile, IEnumerable<IMetric<TCustomer>> metrics, HealthScorerOptions<TCustomer>? options, TimeProvider? clock)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(metrics);
        // Each name is read once: the host's code says it.
        (string? Name, IMetric<TCustomer> Metric)[] all = [.. metrics.Select(metric => (metric?.Name, metric!))];
        string[] problems = [.. MetricBinding.Problems(profile, [.. all.Select(metric => metric.Name)])];
        if (problems.Length > 0)
            throw new ArgumentException(string.Join("\n", problems), nameof(metrics));

        _profile = new(profile);
        var byName = all.ToDictionary(metric => metric.Name!, metric => metric.Metric, StringComparer.Ordinal);
        _metrics = [.. _profile.Columns.Select(name => byName[name])];
        _segmentBy = options?.SegmentBy;
        _throwFaults = options?.ThrowFaults ?? false;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>The profile customers are scored by.</summary>
    public ScoringProfile Profile => _profile.Profile;

    /// <summary>Scores a customer as of now.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>The score with its whole story.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// A metric or the segment function threw, and the options ask to throw; the inner exception is its.
    /// </exception>
    public HealthScore Score(TCustomer customer) => Score(customer, _clock.GetUtcNow());

    /// <summary>Scores a customer as of a given time.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The time the score is for; metrics count nothing that happened later.</param>
    /// <returns>The score with its whole story. The same measurements give the same bits, on any thread, machine and culture.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// A metric or the segment function threw, and the options ask to throw; the inner exception is its.
    /// </exception>
    public HealthScore Score(TCustomer customer, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var row = new double[_metrics.Length];
        List<MissingMetric>? missing = null;
        for (int i = 0; i < _metrics.Length; i++)
        {
            (Measurement measurement, Exception? fault) = Measure(_profile.Columns[i], _metrics[i], customer, asOf);
            row[i] = measurement.Value ?? double.NaN;
            if (measurement.MissingReason is { } reason)
                (missing ??= []).Add(new(_profile.Columns[i], fault is null ? reason : MissingReason.Fault, fault));
        }
        (string? named, Exception? segmentFault) = NameSegment(customer);
        Scorecard scorecard = _profile.Select(row, named);
        return new HealthScore(scorecard, scorecard.Evaluate(row), row, missing?.AsReadOnly() ?? (IReadOnlyList<MissingMetric>)[], asOf,
            named, segmentFault);
    }

    private (Measurement Measurement, Exception? Fault) Measure(
        string name, IMetric<TCustomer> metric, TCustomer customer, DateTimeOffset asOf)
    {
        try
        {
            return (metric.Measure(customer, asOf), null);
        }
        catch (Exception exception) when (!_throwFaults)
        {
            return (Measurement.None, exception);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Metric '{name}' threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private (string? Named, Exception? Fault) NameSegment(TCustomer customer)
    {
        try
        {
            return (_segmentBy?.Invoke(customer), null);
        }
        catch (Exception exception) when (!_throwFaults)
        {
            return (null, exception);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"SegmentBy threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }
}
