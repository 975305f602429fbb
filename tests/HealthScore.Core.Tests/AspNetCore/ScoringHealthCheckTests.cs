using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Tests.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

public sealed class ScoringHealthCheckTests
{
    private readonly FakeTimeProvider _clock = new(TrackedBook.Nights[0]);
    private readonly MemoryTrackingStore _store = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_degraded_while_no_run_is_published_or_the_last_one_is_old()
    {
        await using ServiceProvider services = Services(_store);
        Assert.Equal((HealthStatus.Degraded, "no run is published"), await LookAsync(services));
        await RunAsync();
        _clock.Advance(TimeSpan.FromHours(26));
        Assert.Equal((HealthStatus.Healthy, null), await LookAsync(services));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((HealthStatus.Degraded, "the last published run is old"), await LookAsync(services));
    }

    [Fact]
    public async Task It_is_degraded_while_a_later_run_is_not_published()
    {
        await using ServiceProvider services = Services(_store);
        await RunAsync();
        await _store.BeginRunAsync("", TrackedBook.Nights[1], 1, TrackedBook.Profile, _cancel);
        _clock.Advance(TrackedBook.Nights[1].AddHours(2) - TrackedBook.Nights[0]);
        Assert.Equal((HealthStatus.Healthy, null), await LookAsync(services));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((HealthStatus.Degraded,
            "the last published run is old; a later run is not published: a source was lost, or nobody works on it"), await LookAsync(services));
    }

    [Fact]
    public async Task It_is_degraded_by_the_first_of_several_runs_that_are_not_published()
    {
        await using ServiceProvider services = Services(_store);
        await RunAsync();
        foreach (int hour in new[] { 1, 2, 3 })
            await _store.BeginRunAsync("", TrackedBook.Nights[0].AddHours(hour), 1, TrackedBook.Profile, _cancel);
        _clock.Advance(TimeSpan.FromHours(3.5));
        Assert.Equal((HealthStatus.Degraded, "a later run is not published: a source was lost, or nobody works on it"), await LookAsync(services));
    }

    [Fact]
    public async Task It_is_degraded_while_a_profile_is_refused()
    {
        bool isBroken = false;
        await using ServiceProvider services = Services(_store, () => isBroken ? throw new IOException("Password=hunter2") : TrackedBook.Profile);
        await RunAsync();
        Assert.Equal((HealthStatus.Healthy, null), await LookAsync(services));
        isBroken = true;
        await services.GetRequiredService<ProfileWatch<TrackedBook.Account>>().ReloadAsync(_cancel);
        Assert.Equal((HealthStatus.Degraded, "a changed profile is refused; the last good one stays in use"), await LookAsync(services));
        isBroken = false;
        await services.GetRequiredService<ProfileWatch<TrackedBook.Account>>().ReloadAsync(_cancel);
        Assert.Equal((HealthStatus.Healthy, null), await LookAsync(services));
    }

    [Fact]
    public async Task It_is_unhealthy_where_the_store_cannot_be_asked_and_says_no_more()
    {
        await using ServiceProvider services = Services(BrokenStore.Throwing("Password=hunter2"));
        HealthReportEntry entry = (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(_cancel)).Entries["health-scoring"];
        Assert.Equal((HealthStatus.Unhealthy, "The store or the scoring cannot be asked; the log says why.", null),
            (entry.Status, entry.Description, entry.Exception));
    }

    private static ServiceProvider Services(ITrackingStore store, TimeProvider clock, Func<ScoringProfile>? read)
    {
        ServiceCollection services = new();
        services.AddLogging().AddSingleton(clock).AddSingleton(store);
        if (read is not null)
        {
            services.AddHealthScoring<TrackedBook.Account>(scoring => scoring.AddMetrics(TrackedBook.Metrics)
                .UseProfile((_, _) => Task.FromResult(read())).ReloadProfile(Timeout.InfiniteTimeSpan));
        }
        services.AddHealthChecks().AddHealthScoring<TrackedBook.Account>();
        return services.BuildServiceProvider();
    }

    private Task<TrackingRunResult> RunAsync() => new TrackingRun<TrackedBook.Account>(TrackedBook.Scorer(), _store, TrackedBook.Options("", _clock))
        .RunAsync(TrackedBook.Nights[0], _cancel);

    private ServiceProvider Services(ITrackingStore store, Func<ScoringProfile>? read = null) => Services(store, _clock, read);

    private async Task<(HealthStatus Status, string? Description)> LookAsync(ServiceProvider services)
    {
        HealthReportEntry entry = (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(_cancel)).Entries["health-scoring"];
        Assert.DoesNotContain(entry.Data, one => one.Value.ToString()!.Contains("acme", StringComparison.OrdinalIgnoreCase));
        return (entry.Status, entry.Description);
    }
}
