using System.Diagnostics;
using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>What can be watched of one stream. Its blocks are recorded one by one, in order.</summary>
internal sealed class RunTelemetry
{
    private readonly Plan _plan;
    private readonly TimeProvider _clock;
    private readonly long? _start;
    private readonly Activity? _activity;
    private Exception? _failure;
    private long _customers;

    public RunTelemetry(Plan plan, TimeProvider clock)
    {
        // Where nobody listens the clock is not asked: a host's own may count that.
        (_plan, _clock, _start) = (plan, clock, ScoringTelemetry.RunDuration.Enabled ? clock.GetTimestamp() : null);
        Activity? outer = Activity.Current;
        _activity = ScoringTelemetry.Start("score", plan.Profile.Name,
            new(ScoringTelemetry.ProfileName, plan.Profile.Name), new("healthscoring.profile.fingerprint", plan.Profile.Fingerprint));
        // What the consumer does between two results is not a part of this.
        if (_activity is not null)
            Activity.Current = outer;
    }

    /// <summary>Lets spans that begin from here on, in the calling asynchronous method, be parts of the stream's.</summary>
    public void Enter()
    {
        if (_activity is not null)
            Activity.Current = _activity;
    }

    /// <summary>Counts the faults of a block, whether or not it is handed over.</summary>
    public void CountFaults(BlockFaults faults) => faults.Record(_plan);

    /// <summary>Counts the customers of a block that was handed over in full.</summary>
    public void CountHandedOver<TCustomer>(CustomerBlock<TCustomer> block)
    {
        _customers += block.Count;
        if (ScoringTelemetry.Customers.Enabled)
            block.RecordTiers();
    }

    /// <summary>Keeps what the stream ends with.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        string[] lost = failure switch
        {
            LostDataException loss => [.. loss.Lost.Select(metric => metric.Metric)],
            TooManyFaultsException faults => [.. faults.Faults.Select(metric => metric.Metric)],
            _ => [],
        };
        foreach (string metric in lost)
        {
            ScoringTelemetry.MetricsLost.Add(1, new(ScoringTelemetry.ProfileName, _plan.Profile.Name), new(ScoringTelemetry.MetricName, metric),
                new(ScoringTelemetry.ErrorType, ScoringTelemetry.TypeOf(failure)));
        }
    }

    /// <summary>Records the stream; one that the consumer abandons has not failed.</summary>
    public void End()
    {
        if (_start is { } start)
        {
            var tags = new TagList { { ScoringTelemetry.ProfileName, _plan.Profile.Name } };
            if (_failure is not null)
                tags.Add(ScoringTelemetry.ErrorType, ScoringTelemetry.TypeOf(_failure));
            ScoringTelemetry.RunDuration.Record(_clock.GetElapsedTime(start).TotalSeconds, tags);
        }
        if (_activity is not null)
            ScoringTelemetry.End(_activity.SetTag("healthscoring.run.customers", _customers), _failure);
    }
}
