using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>The metrics of a scorer, and how it asks them, whatever the profile.</summary>
internal sealed class ScorerMetrics<TCustomer>
{
    private readonly (string? Name, IMetric<TCustomer> Metric)[] _local;
    private readonly (string? Name, TimeSpan Timeout, bool ThrowFaults, IBatchMetric<TCustomer> Metric)[] _batch;
    private readonly Func<TCustomer, string?>? _segmentBy;
    private readonly Func<TCustomer, DateTimeOffset, ScoreOverride?>? _overrideBy;
    private readonly bool _throwFaults;

    public ScorerMetrics(IEnumerable<IMetric<TCustomer>> metrics, IEnumerable<IBatchMetric<TCustomer>> batchMetrics,
        HealthScorerOptions<TCustomer>? options, TimeProvider? clock)
    {
        // Each property is read once: the host's code returns it.
        _local = [.. metrics.Select(metric => (metric?.Name, metric!))];
        _batch = [.. batchMetrics.Select(metric => (metric?.Name, metric?.Timeout ?? default, metric?.ThrowFaults ?? false, metric!))];
        (_segmentBy, _overrideBy, _throwFaults) = (options?.SegmentBy, options?.OverrideBy, options?.ThrowFaults ?? false);
        Clock = clock ?? TimeProvider.System;
    }

    private ScorerMetrics(ScorerMetrics<TCustomer> other, Func<TCustomer, DateTimeOffset, ScoreOverride?> overrideBy)
    {
        (_local, _batch, _segmentBy, _overrideBy, _throwFaults) = (other._local, other._batch, other._segmentBy, overrideBy, other._throwFaults);
        Clock = other.Clock;
    }

    public TimeProvider Clock { get; }

    /// <summary>The same, but a function is asked for overrides first.</summary>
    public ScorerMetrics<TCustomer> WithOverrides(Func<TCustomer, DateTimeOffset, ScoreOverride?> find)
    {
        Func<TCustomer, DateTimeOffset, ScoreOverride?>? others = _overrideBy;
        return new(this, others is null ? find
            : (customer, asOf) => find(customer, asOf) is { } own && own.Holds(asOf) ? own : others(customer, asOf));
    }

    /// <summary>Compiles a profile and binds the metrics that it names.</summary>
    /// <exception cref="InvalidRegistrationException">Something does not fit; every error is listed.</exception>
    public BoundProfile<TCustomer> Bind(ScoringProfile profile)
    {
        InputError[] errors =
        [
            .. MetricBinding.Errors(profile, [.. _local.Select(metric => metric.Name), .. _batch.Select(metric => metric.Name)]),
            .. MetricBinding.Unfit(profile, _local.Select(metric => metric.Metric)),
            .. MetricBinding.Errors(_batch.Where(metric => metric.Name is not null).Select(metric => (metric.Name, metric.Timeout))),
        ];
        if (errors.Length > 0)
            throw new InvalidRegistrationException($"The scorer of profile '{profile.Name}'", errors);

        var plan = new Plan(profile);
        var byName = _local.ToDictionary(metric => metric.Name!, metric => metric.Metric, StringComparer.Ordinal);
        return new(plan, new(
            plan,
            [.. plan.Columns.Select(name => byName.GetValueOrDefault(name))],
            [.. _batch.Select(metric => (metric.Metric, metric.Timeout, metric.ThrowFaults, Column: Array.IndexOf(plan.Columns, metric.Name)))
                .Where(metric => metric.Column >= 0)
                .Select(metric => new BatchRequest<TCustomer>(metric.Metric, metric.Column, metric.Timeout, metric.ThrowFaults, Clock, plan))],
            _segmentBy, _overrideBy, _throwFaults, Clock));
    }
}
