using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>A watch that a program without a container makes itself.</summary>
public sealed class OwnWatchTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly ScoringProfile First = Profile(best: 100);
    private static readonly ScoringProfile Second = Profile(best: 60);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Its_messages_name_the_customer_type()
    {
        var log = new LogLines();
        using ProfileWatch<double> watch = Watch(_ => Task.FromResult(Second), logger: log);

        await watch.ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            $"Health scoring of Double: profile 'watched' is reloaded; its fingerprint was {First.Fingerprint} and is {Second.Fingerprint}",
            Assert.Single(log));
    }

    [Fact]
    public async Task A_function_that_returns_null_is_one_problem()
    {
        using ProfileWatch<double> watch = Watch(_ => Task.FromResult<ScoringProfile>(null!));

        ProfileReload reload = await watch.ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal("profile: it cannot be loaded: the host's function returned null; see UseProfile", Assert.Single(reload.Problems).ToString());
        Assert.Equal("Profile 'watched' stays in use; 1 problem in what was read", reload.ToString());
    }

    [Fact]
    public void A_profile_that_is_invalid_in_another_way_is_told_too()
    {
        string weight = "-1";
        var told = new List<ProfileReload>();
        using ProfileWatch<double> watch = Watch(_ => Task.FromResult(ScoringProfile.Parse(
            First.ToJson().Replace("\"weight\": 2", $"\"weight\": {weight}", StringComparison.Ordinal))));
        watch.Reloaded += (_, reload) => told.Add(reload);

        _clock.Advance(Every);
        _clock.Advance(Every);
        weight = "-3";
        _clock.Advance(Every);
        _clock.Advance(Every);

        Assert.Equal(["-1 is negative", "-3 is negative"], told.Select(reload => Assert.Single(reload.Problems).Problem));
    }

    [Fact]
    public async Task A_read_that_takes_longer_than_the_time_between_two_is_the_only_one_until_it_ends()
    {
        int reads = 0;
        var read = new TaskCompletionSource<ScoringProfile>();
        using ProfileWatch<double> watch = Watch(_ =>
        {
            reads++;
            return read.Task;
        });

        _clock.Advance(Every);
        _clock.Advance(Every);
        Assert.Equal(1, reads);
        read.SetResult(First);
        await watch.ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, reads);
    }

    [Fact]
    public void Once_disposed_it_reads_no_more()
    {
        int reads = 0;
        ProfileWatch<double> watch = Watch(_ =>
        {
            reads++;
            return Task.FromResult(First);
        });

        _clock.Advance(Every);
        watch.Dispose();
        _clock.Advance(Every);

        Assert.Equal(1, reads);
    }

    [Fact]
    public void Forty_nine_days_may_be_between_two_reads()
    {
        int reads = 0;
        using ProfileWatch<double> watch = Watch(_ =>
        {
            reads++;
            return Task.FromResult(First);
        }, TimeSpan.FromDays(49));

        _clock.Advance(TimeSpan.FromDays(48));
        Assert.Equal(0, reads);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_read_carries_nothing_of_the_flow_that_made_the_watch()
    {
        var trace = new AsyncLocal<string?> { Value = "the caller's" };
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The system's clock: a clock for tests calls on the thread that advances it.
        using var watch = new ProfileWatch<double>(new(First, [HealthMetric.From<double>("logins", value => value)]), _ =>
        {
            seen.TrySetResult(trace.Value);
            return Task.FromResult(First);
        }, new() { Every = TimeSpan.FromMilliseconds(1) });

        Assert.Null(await seen.Task.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("the caller's", trace.Value);
    }

    private static ScoringProfile Profile(double best) => ScoringProfile.Create("watched", profile => profile
        .Dimension("usage", 2, usage => usage.Metric("logins", Curve.Linear(0, best))).Tier("any", 0));

    private ProfileWatch<double> Watch(
        Func<CancellationToken, Task<ScoringProfile>> read, TimeSpan? every = null, ILogger? logger = null) =>
        new(new(First, [HealthMetric.From<double>("logins", value => value)], new() { TimeProvider = _clock }), read,
            new() { Every = every ?? Every, Logger = logger });

    private sealed class LogLines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
