using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>Whatever a reload or the start waits for, it goes on without the caller's synchronisation context.</summary>
public sealed class CallersContextTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly ScoringProfile First = Profile(best: 100);
    private static readonly ScoringProfile Second = Profile(best: 60);

    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _answer = new();

    [Fact]
    public async Task A_reload_that_waits_for_the_profile_goes_on_without_it()
    {
        var read = new TaskCompletionSource<ScoringProfile>();
        using ProfileWatch<double> watch = Watch(_ => read.Task);

        ProfileReload reload = await RefusingContext.RunAsync(
            () => watch.ReloadAsync(TestContext.Current.CancellationToken), () => read.SetResult(Second));

        Assert.Equal(ProfileReloadOutcome.Accepted, reload.Outcome);
    }

    [Fact]
    public async Task So_does_one_that_waits_for_the_gate()
    {
        using ProfileWatch<double> watch = Watch(_ => Task.FromResult(Second), (_, _) => _answer.Task);

        ProfileReload reload = await RefusingContext.RunAsync(
            () => watch.ReloadAsync(TestContext.Current.CancellationToken), _answer.SetResult);

        Assert.Equal(ProfileReloadOutcome.Accepted, reload.Outcome);
    }

    [Fact]
    public async Task So_do_a_regular_read_that_waits_for_the_profile_and_a_reload_that_waits_for_that_read()
    {
        var read = new TaskCompletionSource<ScoringProfile>();
        using ProfileWatch<double> watch = Watch(_ => read.Task);

        ProfileReload reload = await RefusingContext.RunAsync(
            () =>
            {
                _clock.Advance(Every);
                return watch.ReloadAsync(TestContext.Current.CancellationToken);
            },
            () => read.SetResult(Second));

        // One regular read alone does not judge a change; the call does.
        Assert.Equal((ProfileReloadOutcome.Accepted, First.Fingerprint), (reload.Outcome, reload.Replaced!.Fingerprint));
    }

    [Fact]
    public async Task So_does_a_regular_read_that_waits_for_the_gate()
    {
        using ProfileWatch<double> watch = Watch(_ => Task.FromResult(Second), (_, _) => _answer.Task);
        _clock.Advance(Every);

        ProfileReload reload = await RefusingContext.RunAsync(
            () =>
            {
                _clock.Advance(Every);
                return watch.ReloadAsync(TestContext.Current.CancellationToken);
            },
            _answer.SetResult);

        // The second regular read has used the change, so the call finds nothing new.
        Assert.Equal((ProfileReloadOutcome.Unchanged, Second.Fingerprint), (reload.Outcome, reload.Profile.Fingerprint));
    }

    [Theory]
    [InlineData("the reading")]
    [InlineData("the end of its scope")]
    [InlineData("the gate")]
    [InlineData("the end of the gate's scope")]
    public async Task So_does_a_reload_with_scopes(string waitsFor)
    {
        ScoringProfile now = First;
        bool waits = false;
        Task Step(string step) => waits && step == waitsFor ? _answer.Task : Task.CompletedTask;
        await using ServiceProvider provider = new ServiceCollection()
            .AddKeyedScoped("reading", (_, _) => new Session(() => Step("the end of its scope")))
            .AddKeyedScoped("gate", (_, _) => new Session(() => Step("the end of the gate's scope")))
            .AddHealthScoring<double>(health => health
                .AddMetric("logins", value => value)
                .UseProfile((scope, _) =>
                {
                    scope.GetRequiredKeyedService<Session>("reading");
                    return After(Step("the reading"), now);
                })
                .ReloadProfile(Timeout.InfiniteTimeSpan, (scope, _, _) =>
                {
                    scope.GetRequiredKeyedService<Session>("gate");
                    return Step("the gate");
                }))
            .BuildServiceProvider();
        ProfileWatch<double> watch = provider.GetRequiredService<ProfileWatch<double>>();
        (now, waits) = (Second, true);

        ProfileReload reload = await RefusingContext.RunAsync(
            () => watch.ReloadAsync(TestContext.Current.CancellationToken), _answer.SetResult);

        Assert.Equal(ProfileReloadOutcome.Accepted, reload.Outcome);
    }

    // The thread that asks for the scorer waits for the profile: a function that goes on in that thread's context would never end.
    [Fact]
    public void The_functions_that_read_the_first_profile_do_not_see_it_and_the_caller_has_it_back()
    {
        var context = new RefusingContext();
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<double>(health => health
                .AddMetric("logins", value => value)
                .UseProfile(async (_, _) =>
                {
                    await Task.Yield();
                    return First;
                }))
            .BuildServiceProvider();

        SynchronizationContext? afterwards = context.Within(() =>
        {
            _ = provider.GetRequiredService<HealthScorer<double>>();
            return SynchronizationContext.Current;
        });

        Assert.Equal(0, context.Posts);
        Assert.Same(context, afterwards);
    }

    private static ScoringProfile Profile(double best) => ScoringProfile.Create("watched", profile => profile
        .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, best))).Tier("any", 0));

    private static async Task<ScoringProfile> After(Task step, ScoringProfile profile)
    {
        await step.ConfigureAwait(false);
        return profile;
    }

    private ProfileWatch<double> Watch(
        Func<CancellationToken, Task<ScoringProfile>> read, Func<ScoringProfile, CancellationToken, Task>? gate = null) =>
        new(new(First, [HealthMetric.From<double>("logins", value => value)], new() { TimeProvider = _clock }), read,
            new() { Every = Every, Gate = gate });

    private sealed class Session(Func<Task> end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(end());
    }
}
