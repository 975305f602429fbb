using System.Diagnostics;
using System.Runtime.CompilerServices;
using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>A batch metric as a scorer asks it: with a timeout, and without ever waiting for or looking at a late answer.</summary>
internal sealed class BatchRequest<TCustomer>(
    IBatchMetric<TCustomer> metric, int column, TimeSpan timeLimit, bool throwFaults, TimeProvider clock, Plan plan)
{
    // Once it has let its time run out before it gave back a task, it gets threads of its own: those of the pool are few, and more come slowly.
    private volatile bool _blocks;

    public int Column => column;

    public bool ThrowFaults => throwFaults;

    /// <summary>Asks once.</summary>
    /// <param name="customers">A list that nothing else uses: a metric that is late may still be reading it.</param>
    /// <param name="asOf">The time the scores are for.</param>
    /// <param name="cancellationToken">The only thing that throws; all else is a fault.</param>
    public Task<BatchAnswer<TCustomer>> AskAsync(IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        ScoringTelemetry.WatchesRequests
            ? AskWatchedAsync(customers, asOf, cancellationToken) : AskOnceAsync(customers, asOf, cancellationToken);

    private async Task<BatchAnswer<TCustomer>> AskWatchedAsync(
        IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        (string profile, string name, long start) = (plan.Profile.Name, plan.Columns[column], clock.GetTimestamp());
        // Current while the metric is asked, so that what a database or a service is asked belongs to it.
        Activity? activity = ScoringTelemetry.Start("measure", name, new(ScoringTelemetry.ProfileName, profile),
            new(ScoringTelemetry.MetricName, name), new("healthscoring.request.customers", customers.Count));
        Exception? failure = null;
        try
        {
            BatchAnswer<TCustomer> answer = await AskOnceAsync(customers, asOf, cancellationToken).ConfigureAwait(false);
            failure = answer.Fault;
            return answer;
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            ScoringTelemetry.RecordMetric(clock.GetElapsedTime(start), profile, name, failure);
            if (activity is not null)
                ScoringTelemetry.End(activity, failure);
        }
    }

    private async Task<BatchAnswer<TCustomer>> AskOnceAsync(
        IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(timeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var ended = new CancellationTokenSource();
        // On another thread: a metric that blocks instead of awaiting would keep its timeout from being noticed.
        var hasReturned = new StrongBox<bool>();
        Task<IReadOnlyList<Measurement>> request = Task.Factory.StartNew(() => MeasureAsync(customers, asOf, hasReturned, ended.Token),
            CancellationToken.None, _blocks ? TaskCreationOptions.LongRunning : TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
        Task<IReadOnlyList<Measurement>> answer = request.WaitAsync(either.Token);
        // Registered last, so that the metric is cancelled before the end of the wait is announced.
        using CancellationTokenRegistration end = either.Token.UnsafeRegister(static source => _ = EndAsync((CancellationTokenSource)source!), ended);
        try
        {
            return new(this, await answer.ConfigureAwait(false), Fault: null);
        }
        catch (Exception exception)
        {
            _ = request.ContinueWith(static late => _ = late.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            _blocks |= !request.IsCompleted && !Volatile.Read(ref hasReturned.Value);
            return new(this, [], timeout.IsCancellationRequested
                ? new TimeoutException(FormattableString.Invariant($"There was no answer within {timeLimit.TotalSeconds} seconds."))
                : exception);
        }
    }

    private async Task<IReadOnlyList<Measurement>> MeasureAsync(
        IReadOnlyList<TCustomer> customers, DateTimeOffset asOf, StrongBox<bool> hasReturned, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<Measurement>>? answer = metric.MeasureAsync(customers, asOf, cancellationToken);
        Volatile.Write(ref hasReturned.Value, true);
        IReadOnlyList<Measurement>? measurements = answer is null ? null : await answer.ConfigureAwait(false);
        // An answer to a request that was cancelled is too late.
        cancellationToken.ThrowIfCancellationRequested();
        if (measurements is null)
            throw new InvalidOperationException("The answer is null; return a measurement for each customer.");
        // A copy, made while this is still the metric's own time: the list is its to change.
        Measurement[] values = [.. measurements];
        return values.Length == customers.Count ? values : throw new InvalidOperationException(
            FormattableString.Invariant($"There are {values.Length} measurements for {customers.Count} customers; return one for each."));
    }

    /// <summary>
    /// Cancels a request, on other threads: what the metric does then takes no time of the scoring. What it throws would end the process.
    /// </summary>
    private static async Task EndAsync(CancellationTokenSource request)
    {
        try
        {
            await request.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException)
        {
            // This metric is no longer awaited.
        }
    }
}
