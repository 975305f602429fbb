using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthScoring.Hosting;

/// <summary>Runs a scoring once a day and delivers its events, until the host stops.</summary>
internal sealed class DailyTracking<TCustomer>
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan DeliveryPeriod = TimeSpan.FromSeconds(30);

    private readonly string _scoring;
    private readonly ITrackingStore _store;
    private readonly DailySchedule _schedule;
    private readonly TrackingRun<TCustomer> _run;
    private readonly EventDelivery<TCustomer>? _delivery;
    private readonly TimeSpan? _kept;
    private readonly IReadOnlyList<Func<IServiceProvider, TrackingRunResult, CancellationToken, Task>> _afterRun;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>Makes a run ready.</summary>
    /// <param name="services">The container.</param>
    /// <param name="name">The scorer's name; empty for the one without a name.</param>
    /// <param name="schedule">When it runs.</param>
    /// <param name="builder">What it does.</param>
    public DailyTracking(IServiceProvider services, string name, DailySchedule schedule, DailyTrackingBuilder<TCustomer> builder)
    {
        (_schedule, _kept, _afterRun) = (schedule, builder.Kept, builder.After);
        string customer = typeof(TCustomer).Name;
        if (builder is not { IdBy: { } idBy, Read: { } read })
            throw new InvalidOperationException($"TrackDaily of {customer} does not say how customers are read; call ReadCustomers.");
        _store = services.GetService<ITrackingStore>() ?? throw new InvalidOperationException(
            $"TrackDaily of {customer} has no store; register one, as in services.AddSingleton<ITrackingStore>(new SqlTrackingStore(…)).");
        _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _logger = services.GetService<ILoggerFactory>()?.CreateLogger(nameof(HealthScoring)) ?? NullLogger.Instance;
        HealthScorer<TCustomer> scorer = name.Length == 0
            ? services.GetRequiredService<HealthScorer<TCustomer>>()
            : services.GetRequiredKeyedService<HealthScorer<TCustomer>>(name);
        _scopes = services.GetRequiredService<IServiceScopeFactory>();
        var run = new TrackingRunOptions<TCustomer>
        {
            IdBy = idBy,
            Customers = (part, cancel) => InScopeAsync(_scopes, read, part, cancel),
            Scoring = name,
            TimeProvider = _clock,
        };
        builder.Run?.Invoke(run);
        _run = new(scorer, _store, run);
        _scoring = run.Scoring;
        services.GetRequiredService<TrackedScorings>().Add(_scoring, typeof(TCustomer));
        if (builder.Handlers.Count == 0)
            return;
        var delivery = new EventDeliveryOptions { Scoring = _scoring, TimeProvider = _clock };
        builder.Delivery?.Invoke(delivery);
        _delivery = new(_store, builder.Handlers.Select(make => new ScopedHandler<TCustomer>(_scopes, make)), delivery, _logger);
    }

    /// <summary>Runs and delivers until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        // Some stores answer at once: the host's start does not wait for a run.
        await Task.Yield();
        await AgainAsync(_store.MigrateAsync, until: null, HostingLog.StoreFailed, stoppingToken).ConfigureAwait(false);
        await Task.WhenAll(RunDailyAsync(stoppingToken), DeliverAsync(stoppingToken)).ConfigureAwait(false);
    }

    private async Task RunDailyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            DateTimeOffset instant = _schedule.Last(_clock.GetUtcNow()), next = _schedule.Next(instant);
            TrackingRunResult? result = null;
            await AgainAsync(async cancel => result = await RunAsync(instant, cancel).ConfigureAwait(false),
                until: next, HostingLog.RunFailed, cancellationToken).ConfigureAwait(false);
            foreach (Func<IServiceProvider, TrackingRunResult, CancellationToken, Task> after in result is null ? [] : _afterRun)
            {
                await AgainAsync(cancel => AfterAsync(after, result!, cancel), until: next, HostingLog.AfterFailed, cancellationToken)
                    .ConfigureAwait(false);
            }
            if (result is not null && _kept is { } kept)
            {
                await AgainAsync(cancel => _store.TrimAsync(_scoring, instant - kept, cancel), until: next, HostingLog.TrimFailed,
                    cancellationToken).ConfigureAwait(false);
            }
            await WaitAsync(next, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TrackingRunResult?> RunAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        TrackingRunResult result;
        try
        {
            result = await _run.RunAsync(instant, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // A schedule that was moved to an earlier time of the day asks once for an instant that is over. A run of the future is another matter.
            if (await _store.ReadLastRunAsync(_scoring, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false) is not { } last
                || last.AsOf <= instant || last.AsOf > _clock.GetUtcNow())
            {
                throw;
            }
            HostingLog.Over(_logger, _scoring, instant, last.AsOf);
            return null;
        }
        if (result.HasPublished)
            HostingLog.Published(_logger, _scoring, instant, result.Run.Summary!.All.Customers, result.CustomerCount);
        if (result.ProblemCount > 0)
            HostingLog.Problems(_logger, _scoring, instant, result.ProblemCount);
        return result;
    }

    private async Task AfterAsync(Func<IServiceProvider, TrackingRunResult, CancellationToken, Task> after, TrackingRunResult result,
        CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await after(scope.ServiceProvider, result, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        while (_delivery is not null)
        {
            await AgainAsync(_delivery.DeliverAsync, until: null, HostingLog.DeliveryFailed, cancellationToken).ConfigureAwait(false);
            await Task.Delay(DeliveryPeriod, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does something until it succeeds, the host stops, or it is time for something else.</summary>
    private async Task AgainAsync(
        Func<CancellationToken, Task> work, DateTimeOffset? until, Action<ILogger, string, Exception> log, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                await work(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // Whatever the cancellation made of the work, the host stops.
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception exception)
            {
                log(_logger, _scoring, exception);
            }
            DateTimeOffset again = _clock.GetUtcNow() + wait;
            if (again >= until)
                return;
            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // In steps: the machine's clock may be set, and a delay is measured by another one.
    private async Task WaitAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (until - _clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            TimeSpan step = TimeSpan.FromMinutes(1);
            await Task.Delay(left < step ? left : step, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<TCustomer> InScopeAsync(IServiceScopeFactory scopes,
        Func<IServiceProvider, CustomerPart, CancellationToken, IAsyncEnumerable<TCustomer>> read, CustomerPart part,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            IAsyncEnumerable<TCustomer> customers = read(scope.ServiceProvider, part, cancellationToken)
                ?? throw new InvalidOperationException("The function of ReadCustomers returned null.");
            await foreach (TCustomer customer in customers.WithCancellation(cancellationToken).ConfigureAwait(false))
                yield return customer;
        }
    }
}
