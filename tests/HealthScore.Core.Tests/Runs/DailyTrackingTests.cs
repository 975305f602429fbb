using System.Collections.Concurrent;
using HealthScoring.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class DailyTrackingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly MemoryTrackingStore _store = new();
    private readonly Inbox _inbox = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_day_it_runs_the_instant_that_was_due_and_delivers_its_events()
    {
        var results = new ConcurrentQueue<TrackingRunResult>();
        using IHost host = Host(daily => daily.ConfigureRun(run => run.PartCount = 2).AddHandler<Keeper>().KeepFor(TimeSpan.FromDays(2))
            .AfterRun((_, result, _) =>
            {
                results.Enqueue(result);
                return Task.CompletedTask;
            }));
        await host.StartAsync(_cancel);
        // It starts with the time that has passed last.
        await UntilAsync(() => results.Count == 1);
        Assert.Equal(new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero), results.First().Run.AsOf);
        Assert.Equal(TrackedBook.Size, results.First().Run.Summary!.All.Customers);
        for (int day = 1; day <= 4; day++)
        {
            _clock.Advance(TimeSpan.FromHours(23));
            await UntilAsync(() => results.Count == 1 + day);
        }
        await UntilAsync(() => !_inbox.Heard.IsEmpty);
        await host.StopAsync(_cancel);
        // Berlin's 02:00 in winter.
        Assert.Equal([2, 3, 4, 5, 6], results.Select(result => result.Run.AsOf.Day));
        Assert.All(results, result => Assert.Equal(1, result.Run.AsOf.Hour));
        Assert.Equal([4, 5, 6], (await _store.ReadRunsAsync("", Noon.AddDays(-9), Noon.AddDays(9), _cancel)).Select(run => run.AsOf.Day));
        Assert.Equal(_inbox.Heard.Count, _inbox.Heard.Distinct().Count());
    }

    [Fact]
    public async Task What_fails_is_tried_again()
    {
        int reads = 0;
        using IHost host = Host(daily => daily.ReadCustomers(account => account.Id, (services, part, cancel) => Interlocked.Increment(ref reads) < 3
            ? throw new InvalidOperationException("The database is down.") : Customers(services, part, cancel)));
        await host.StartAsync(_cancel);
        await UntilAsync(() => Volatile.Read(ref reads) == 3);
        StoredRun? run = null;
        await UntilAsync(() => (run = _store.ReadLastRunAsync("", Noon, _cancel).Result) is not null);
        Assert.Equal(1, run!.AsOf.Hour);
        // After 1 minute and then 2; the test's clock runs on while the service works.
        Assert.True(run.PublishedAt!.Value - Noon >= TimeSpan.FromMinutes(3));
        await host.StopAsync(_cancel);
    }

    [Fact]
    public async Task What_is_missing_ends_the_start()
    {
        using IHost noStore = Host(_ => { }, withStore: false);
        Assert.Equal("TrackDaily of Account has no store; register one, as in services.AddSingleton<ITrackingStore>(new SqlTrackingStore(…)).",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => noStore.StartAsync(_cancel))).Message);
        using IHost noCustomers = Host(configure: null);
        Assert.Equal("TrackDaily of Account does not say how customers are read; call ReadCustomers.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => noCustomers.StartAsync(_cancel))).Message);
    }

    [Fact]
    public async Task What_is_kept_and_delivered_is_that_of_the_scoring_that_the_run_stores_under()
    {
        // The host's other scoring, the one without a name, has a run and events of its own.
        var other = new TrackingRun<TrackedBook.Account>(TrackedBook.Scorer(), _store, TrackedBook.Options("", _clock));
        await other.RunAsync(Noon.AddDays(-9), _cancel);
        await other.RunAsync(Noon.AddDays(-8), _cancel);
        using IHost host = Host(daily => daily.ConfigureRun(run => run.Scoring = "parents").KeepFor(TimeSpan.FromDays(1)).AddHandler<Keeper>());
        await host.StartAsync(_cancel);
        for (int day = 2; day < 4; day++)
        {
            await UntilAsync(() => _store.ReadLastRunAsync("parents", DateTimeOffset.MaxValue, _cancel).Result?.AsOf.Day == day);
            _clock.Advance(TimeSpan.FromHours(23));
        }
        // The run of the 2nd is trimmed after that of the 4th.
        await UntilAsync(() => _store.ReadRunsAsync("parents", Noon.AddDays(-9), Noon.AddDays(9), _cancel).Result
            .Select(run => run.AsOf.Day).SequenceEqual([3, 4]));
        await UntilAsync(() => !_inbox.Heard.IsEmpty);
        await host.StopAsync(_cancel);

        Assert.Equal(2, (await _store.ReadRunsAsync("", Noon.AddDays(-9), Noon.AddDays(9), _cancel)).Count);
        DateTimeOffset now = Noon.AddDays(9);
        HealthEvent first = (await _store.ClaimEventsAsync("", "worker", 1, now, now.AddHours(1), _cancel))[0];
        Assert.Equal((await _store.ReadEventsAsync("", TrackedBook.Ids, Noon.AddDays(-9), now, _cancel)).Min(one => one.AsOf), first.AsOf);
    }

    [Fact]
    public async Task Two_types_of_customers_under_one_name_end_the_start()
    {
        using IHost host = Host(_ => { }, more: services => services.AddHealthScoring<string>(scoring => scoring.UseProfile(TrackedBook.Profile)
            .AddMetrics([.. TrackedBook.Metrics.Select(metric => HealthMetric.From<string>(metric.Name, _ => 1))])
            .TrackDaily(new TimeOnly(3, 0), TimeZoneInfo.Utc, daily => daily.ReadCustomers(id => id, (_, _, _) => AsyncEnumerable.Empty<string>()))));

        Assert.Equal("TrackDaily of String and of Account store under one name, ''; give one of the two a name of its own, as in "
            + "ConfigureRun(run => run.Scoring = \"parents\").",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(_cancel))).Message);
    }

    [Fact]
    public async Task A_schedule_that_was_moved_to_an_earlier_time_waits_for_the_next_day()
    {
        var today = new TrackingRun<TrackedBook.Account>(TrackedBook.Scorer(), _store, TrackedBook.Options("", _clock));
        await today.RunAsync(Noon.AddHours(-1), _cancel);
        var results = new ConcurrentQueue<TrackingRunResult>();
        using var log = new Told();
        using IHost host = Host(daily => daily.AfterRun((_, result, _) => Heard(1)).AfterRun((_, result, _) =>
        {
            results.Enqueue(result);
            return Heard(2);
        }), more: services => services.AddSingleton<ILoggerFactory>(_ => LoggerFactory.Create(to => to.AddProvider(log))));
        await host.StartAsync(_cancel);
        await UntilAsync(() => !log.Said.IsEmpty);
        Assert.Equal(["Information: Run '' of 2026-11-02T01:00:00.0000000+00:00 is left out: that of 2026-11-02T11:00:00.0000000+00:00 is published "
            + "already"], log.Said);
        _clock.Advance(TimeSpan.FromHours(13));
        await UntilAsync(() => !results.IsEmpty);
        await host.StopAsync(_cancel);

        Assert.Equal(3, results.First().Run.AsOf.Day);
        Assert.DoesNotContain(log.Said, line => line.StartsWith("Error", StringComparison.Ordinal));
        // Both functions, in their order.
        Assert.Equal(["1", "2"], _inbox.Heard.Take(2));

        Task Heard(int one)
        {
            _inbox.Heard.Enqueue($"{one}");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_broken_profile_is_told_as_without_a_daily_run()
    {
        using IHost host = Host(_ => { }, metrics: TrackedBook.Metrics[1..]);

        Assert.Contains("metric 'active-days': profile 'adoption' names it, and it is not registered",
            (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(_cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_cannot_be_counted_back_is_refused()
    {
        using IHost host = Host(daily =>
        {
            Assert.Throws<ArgumentOutOfRangeException>("time", () => daily.KeepFor(TimeSpan.MaxValue));
            Assert.Throws<ArgumentOutOfRangeException>("time", () => daily.KeepFor(TimeSpan.FromHours(23)));
            daily.KeepFor(TimeSpan.FromDays(36_500));
        });
    }

    private IHost Host(Action<DailyTrackingBuilder<TrackedBook.Account>>? configure, bool withStore = true,
        Action<IServiceCollection>? more = null, IMetric<TrackedBook.Account>[]? metrics = null)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<TimeProvider>(_clock).AddSingleton(_inbox);
        if (withStore)
            builder.Services.AddSingleton<ITrackingStore>(_store);
        builder.Services.AddHealthScoring<TrackedBook.Account>(scoring => scoring
            .UseProfile(TrackedBook.Profile).AddMetrics(metrics ?? TrackedBook.Metrics)
            .TrackDaily(new TimeOnly(2, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), daily =>
            {
                if (configure is null)
                    return;
                daily.ReadCustomers(account => account.Id, Customers);
                configure(daily);
            }));
        more?.Invoke(builder.Services);
        return builder.Build();
    }

    private static IAsyncEnumerable<TrackedBook.Account> Customers(
        IServiceProvider services, CustomerPart part, CancellationToken cancellationToken) =>
        TrackedBook.Options("", TimeProvider.System).Customers(part, cancellationToken);

    /// <summary>Lets time pass until something has happened, two days at most.</summary>
    private async Task UntilAsync(Func<bool> happened)
    {
        for (int step = 0; !happened(); step++)
        {
            Assert.True(step < 34_560, "It never happened.");
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(2, _cancel);
        }
    }

    private sealed class Told : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName == nameof(HealthScoring) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Said.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }

    internal sealed class Inbox
    {
        public ConcurrentQueue<string> Heard { get; } = [];
    }

    internal sealed class Keeper(Inbox inbox) : IHealthEventHandler<TrackedBook.Account>
    {
        public Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken)
        {
            inbox.Heard.Enqueue(TrackedBook.Line(happened));
            return Task.CompletedTask;
        }
    }
}
