using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Hosting;

public sealed class ProfileWatchTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // The best value is the profile's number: a customer with value 60 scores 100 * 60 / best.
    private static readonly ScoringProfile First = Profile(best: 100);
    private static readonly ScoringProfile Second = Profile(best: 60);

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));
    private readonly LogLines _log = new();
    private readonly List<ProfileReload> _told = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_changed_file_is_used_after_two_equal_reads_by_the_scorer_that_was_injected()
    {
        string file = Write(First);
        using ServiceProvider provider = Watching(file);
        HealthScorer<double> injected = provider.GetRequiredService<HealthScorer<double>>();
        Assert.Same(injected, provider.GetRequiredService<ProfileWatch<double>>().Scorer);
        Assert.Equal(60, injected.Score(60).Value);

        File.WriteAllText(file, Second.ToJson());
        _clock.Advance(Every);
        Assert.Equal(60, injected.Score(60).Value);
        _clock.Advance(Every);

        Assert.Equal(100, injected.Score(60).Value);
        ProfileReload reload = Assert.Single(_told);
        Assert.Equal((ProfileReloadOutcome.Accepted, Second.Fingerprint, First.Fingerprint),
            (reload.Outcome, reload.Profile.Fingerprint, reload.Replaced!.Fingerprint));
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 2, 0, 20, TimeSpan.Zero), reload.At);
        Assert.Same(reload, provider.GetRequiredService<ProfileWatch<double>>().LastReload);
        Assert.Equal("Profile 'watched' is used from now on", reload.ToString());
        Assert.Equal(
            [
                $"Information: Health scoring of Double: profile 'watched' is reloaded; its fingerprint was {First.Fingerprint} and is "
                    + Second.Fingerprint,
            ], _log);
    }

    [Fact]
    public void What_is_refused_changes_nothing_and_is_told_once_with_all_its_errors()
    {
        string file = Write(First);
        using ServiceProvider provider = Watching(file);
        HealthScorer<double> scorer = provider.GetRequiredService<HealthScorer<double>>();

        File.WriteAllText(file, Second.ToJson().Replace("\"weight\": 2", "\"weight\": -1", StringComparison.Ordinal)
            .Replace("\"from\": 50", "\"from\": 500", StringComparison.Ordinal));
        Poll(times: 5);

        ProfileReload reload = Assert.Single(_told);
        Assert.Equal(ProfileReloadOutcome.Refused, reload.Outcome);
        Assert.Null(reload.Replaced);
        Assert.Equal("Profile 'watched' stays in use; 2 problems in what was read", reload.ToString());
        Assert.Equal(
            [
                "the profile 'profile.json' $.dimensions[0].weight (line 6): -1 is negative; give a weight from 1e-9 to 1e9 (only ratios matter), or"
                    + " 0 to leave it out of the score",
                "the profile 'profile.json' $.tiers[1].from (line 22): 'high' starts at 500; use a start from 0 to 100",
            ], reload.Problems.Select(problem => problem.ToString()));
        Assert.Equal(
            [
                $"Error: Health scoring of Double: a changed profile is refused, and 'watched' with fingerprint {First.Fingerprint} stays in use: "
                    + string.Join(Environment.NewLine, reload.Problems),
            ], _log);
        Assert.Equal(60, scorer.Score(60).Value);

        File.WriteAllText(file, First.ToJson() + "\n");
        Poll(times: 3);

        Assert.Equal([ProfileReloadOutcome.Refused, ProfileReloadOutcome.Unchanged], _told.Select(told => told.Outcome));
        Assert.Equal("Profile 'watched' is unchanged", _told[1].ToString());
        Assert.Empty(_told[1].Problems);
        Assert.Equal(2, _log.Count);
    }

    [Theory]
    [InlineData("a metric that is not there",
        "metric 'nps': profile 'watched' names it, and it is not registered; register a metric of that name")]
    [InlineData("an example that fails",
        "example 'typical': score is 100.0, not 90.0 (mostly for logins: 60, 100.0 of 100.0 points); correct the example, or the profile")]
    [InlineData("the gate", "profile: the gate refuses it: 12 customers would change their tier; see ReloadProfile")]
    public void A_profile_that_is_valid_can_be_refused(string why, string problem)
    {
        string file = Write(First);
        using ServiceProvider provider = Watching(file, gate: (_, profile, _) => profile.Name == "refused"
            ? throw new InvalidOperationException("12 customers would change their tier.") : Task.CompletedTask);
        HealthScorer<double> scorer = provider.GetRequiredService<HealthScorer<double>>();

        File.WriteAllText(file, (why switch
        {
            "the gate" => Profile(60, name: "refused"),
            "an example that fails" => Profile(60, more: p => p.Example("typical", e => e.Value("logins", 60).ExpectScore(90))),
            _ => Profile(60, metric: "nps"),
        }).ToJson());
        Poll(times: 3);

        Assert.Equal(problem, Assert.Single(Assert.Single(_told).Problems).ToString());
        Assert.Equal(First.Fingerprint, scorer.Profile.Fingerprint);
    }

    [Fact]
    public async Task A_call_reads_and_judges_at_once_and_asks_the_gate_again()
    {
        bool open = false;
        string file = Write(First);
        using ServiceProvider provider = Watching(file, Timeout.InfiniteTimeSpan,
            (_, _, _) => open ? Task.CompletedTask : throw new TimeoutException("no answer"));
        ProfileWatch<double> watch = provider.GetRequiredService<ProfileWatch<double>>();
        CancellationToken cancel = TestContext.Current.CancellationToken;

        Assert.Equal(ProfileReloadOutcome.Unchanged, (await watch.ReloadAsync(cancel)).Outcome);
        File.WriteAllText(file, Second.ToJson());
        Poll(times: 5);
        Assert.Equal(First.Fingerprint, watch.Scorer.Profile.Fingerprint);
        Assert.Equal(ProfileReloadOutcome.Refused, (await watch.ReloadAsync(cancel)).Outcome);
        Assert.Equal(ProfileReloadOutcome.Refused, (await watch.ReloadAsync(cancel)).Outcome);
        open = true;
        Assert.Equal(ProfileReloadOutcome.Accepted, (await watch.ReloadAsync(cancel)).Outcome);
        Assert.Equal(4, _told.Count);
        Assert.Equal(2, _log.Count);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.ReloadAsync(new(canceled: true)));
        watch.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => watch.ReloadAsync(cancel));
    }

    [Fact]
    public async Task A_watch_that_is_disposed_while_it_reads_or_waits_changes_nothing_more()
    {
        var reads = new TaskCompletionSource<ScoringProfile>();
        var scorer = new HealthScorer<double>(First, [HealthMetric.From<double>("logins", value => value)]);
        var watch = new ProfileWatch<double>(scorer, _ => reads.Task, new() { Every = Timeout.InfiniteTimeSpan });
        CancellationToken cancel = TestContext.Current.CancellationToken;
        watch.Reloaded += (_, told) => _told.Add(told);

        Task<ProfileReload> reading = watch.ReloadAsync(cancel), waiting = watch.ReloadAsync(cancel);
        watch.Dispose();
        reads.SetResult(Second);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Equal(First.Fingerprint, scorer.Profile.Fingerprint);
        Assert.Empty(_told);
    }

    [Fact]
    public void An_outage_is_told_once_whatever_its_words_and_its_end_too()
    {
        int reads = 0;
        bool down = false;
        using ServiceProvider provider = Watching(health => health.UseProfile((_, _) => down
            ? throw (++reads % 2 == 0 ? new TimeoutException($"attempt {reads} failed") : new IOException($"attempt {reads} failed"))
            : Task.FromResult(First)));
        HealthScorer<double> scorer = provider.GetRequiredService<HealthScorer<double>>();

        down = true;
        Poll(times: 10);
        Assert.Equal(60, scorer.Score(60).Value);
        down = false;
        Poll(times: 10);

        Assert.Equal([ProfileReloadOutcome.Refused, ProfileReloadOutcome.Unchanged], _told.Select(told => told.Outcome));
        Assert.Equal("profile: it cannot be loaded: attempt 2 failed; see UseProfile", Assert.Single(_told[0].Problems).ToString());
    }

    [Fact]
    public void A_profile_that_the_gate_refused_is_not_asked_about_again_after_an_outage()
    {
        (int asked, bool down, ScoringProfile now) = (0, false, First);
        using ServiceProvider provider = Watching(
            health => health.UseProfile((_, _) => down ? throw new IOException("gone") : Task.FromResult(now)),
            gate: (_, _, _) => ++asked > 0 ? throw new InvalidOperationException("12 customers would change their tier.") : Task.CompletedTask);
        provider.GetRequiredService<HealthScorer<double>>();

        now = Second;
        Poll(times: 4);
        down = true;
        Poll(times: 4);
        down = false;
        Poll(times: 4);

        Assert.Equal(1, asked);
        Assert.Equal(["the gate refuses it: 12 customers would change their tier", "it cannot be loaded: gone",
            "the gate refuses it: 12 customers would change their tier"], _told.Select(told => Assert.Single(told.Problems).Problem));
        // After another change it is.
        now = First;
        Poll(times: 4);
        now = Second;
        Poll(times: 4);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_logger_that_throws_hides_no_reload()
    {
        string file = Write(First);
        using ServiceProvider provider = Watching(file);
        ProfileWatch<double> watch = provider.GetRequiredService<ProfileWatch<double>>();
        List<ProfileReload> others = [];
        watch.Reloaded += (_, _) => throw new InvalidOperationException("a handler");
        watch.Reloaded += (_, reload) => others.Add(reload);
        _log.Throws = true;

        File.WriteAllText(file, Second.ToJson());
        ProfileReload reload = await watch.ReloadAsync(TestContext.Current.CancellationToken);

        Assert.Equal((ProfileReloadOutcome.Accepted, Second.Fingerprint), (reload.Outcome, watch.Scorer.Profile.Fingerprint));
        Assert.Equal([reload], others);
    }

    // What editors, deployments and Kubernetes do to a file; a read may come between any two steps.
    [Theory]
    [InlineData("rename")]
    [InlineData("two halves")]
    [InlineData("delete and create")]
    [InlineData("symlink swap")]
    [InlineData("invalid then valid")]
    public void However_a_file_is_replaced_no_good_profile_is_lost(string how)
    {
        string file = Path.Combine(_folder, "profile.json");
        Directory.CreateDirectory(Path.Combine(_folder, "v0"));
        File.WriteAllText(Path.Combine(_folder, "v0", "profile.json"), First.ToJson());
        string data = Path.Combine(_folder, "..data");
        if (how == "symlink swap")
        {
            Directory.CreateSymbolicLink(data, "v0");
            File.CreateSymbolicLink(file, Path.Combine("..data", "profile.json"));
        }
        else
            File.Copy(Path.Combine(_folder, "v0", "profile.json"), file);
        using ServiceProvider provider = Watching(file);
        HealthScorer<double> scorer = provider.GetRequiredService<HealthScorer<double>>();
        var random = new Random(15);

        ScoringProfile before = First;
        for (int version = 1; version <= 50; version++)
        {
            ScoringProfile next = Profile(best: 60 + version);
            foreach (Action step in Steps(how, file, data, next.ToJson(), version))
            {
                step();
                // Never two reads: between the halves of a save there is less time than between two reads.
                if (random.Next(2) == 0)
                    _clock.Advance(Every);
                Assert.Contains(scorer.Profile.Fingerprint, new[] { before.Fingerprint, next.Fingerprint });
            }
            Poll(times: 2);
            Assert.Equal(next.Fingerprint, scorer.Profile.Fingerprint);
            before = next;
        }

        Assert.Equal(50, _told.Count(told => told.Outcome == ProfileReloadOutcome.Accepted));
        Assert.DoesNotContain(_told, told => told.Outcome == ProfileReloadOutcome.Refused);
    }

    [Fact]
    public void Each_read_has_a_scope_of_its_own_and_a_handler_that_throws_does_no_harm()
    {
        var scopes = new List<Scope>();
        ScoringProfile profile = First;
        using ServiceProvider provider = Watching(health =>
        {
            health.Services.AddScoped<Scope>();
            health.UseProfile(async (services, cancel) =>
            {
                Scope scope = services.GetRequiredService<Scope>();
                scopes.Add(scope);
                await Task.CompletedTask.WaitAsync(cancel);
                Assert.False(scope.Ended);
                return profile;
            });
        });
        ProfileWatch<double> watch = provider.GetRequiredService<ProfileWatch<double>>();
        watch.Reloaded += (_, _) => throw new InvalidOperationException("the handler's fault");
        int after = 0;
        watch.Reloaded += (_, _) => after++;

        profile = Second;
        Poll(times: 3);

        Assert.Equal(4, scopes.Distinct().Count());
        Assert.All(scopes, scope => Assert.True(scope.Ended));
        Assert.Equal(1, after);
        Assert.Equal("Error: Health scoring of Double: a handler of Reloaded threw", _log.Last());
    }

    [Fact]
    public void A_caller_whose_context_does_not_flow_can_begin_to_watch()
    {
        using AsyncFlowControl suppressed = ExecutionContext.SuppressFlow();
        using var watch = new ProfileWatch<double>(new(First, [HealthMetric.From<double>("logins", value => value)]), _ => Task.FromResult(First));

        Assert.Equal(ProfileReloadOutcome.Accepted, watch.LastReload.Outcome);
    }

    [Fact]
    public void A_metric_that_asks_for_a_broken_scoring_says_which_one()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddHealthScoring<string>(health => health.UseProfile(First))
            .AddHealthScoring<double>(health => health.AddMetric<AskingMetric>().UseProfile(First))
            .BuildServiceProvider();

        var exception = Assert.Throws<InvalidRegistrationException>(provider.GetRequiredService<HealthScorer<double>>);

        Assert.StartsWith(
            "metrics: one cannot be made: Health scoring of String", Assert.Single(exception.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Named_scorings_have_watches_of_their_names()
    {
        string file = Write(First);
        using ServiceProvider provider = new ServiceCollection().AddSingleton<TimeProvider>(_clock)
            .AddHealthScoring<double>("risk", health => health.AddMetric("logins", value => value).UseProfile(file).ReloadProfile())
            .AddHealthScoring<double>("growth", health => health.AddMetric("logins", value => value).UseProfile(First))
            .BuildServiceProvider();
        HealthScorer<double> scorer = provider.GetRequiredKeyedService<HealthScorer<double>>("risk");

        File.WriteAllText(file, Second.ToJson());
        Poll(times: 2);

        Assert.Equal(Second.Fingerprint, scorer.Profile.Fingerprint);
        Assert.Equal(First.Fingerprint, provider.GetRequiredKeyedService<HealthScorer<double>>("growth").Profile.Fingerprint);
        Assert.Same(scorer, provider.GetRequiredKeyedService<ProfileWatch<double>>("risk").Scorer);
        Assert.Null(provider.GetKeyedService<ProfileWatch<double>>("growth"));
    }

    [Fact]
    public void A_first_profile_that_fails_its_examples_or_never_changes_cannot_be_watched()
    {
        ScoringProfile failing = Profile(60, more: p => p.Example("typical", e => e.Value("logins", 60).ExpectScore(90)));
        using ServiceProvider provider = Watching(health => health.UseProfile(failing));

        Assert.Equal(
            [
                "profile: ReloadProfile was called, but this profile never changes; call UseProfile with a file or a function, or leave out"
                    + " ReloadProfile",
                "example 'typical': score is 100.0, not 90.0 (mostly for logins: 60, 100.0 of 100.0 points); correct the example, or the profile",
            ],
            Assert.Throws<InvalidRegistrationException>(provider.GetRequiredService<HealthScorer<double>>).Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void A_container_that_ended_reads_no_more()
    {
        int reads = 0;
        ServiceProvider provider = Watching(health => health.UseProfile((_, _) => Task.FromResult(++reads > 0 ? First : Second)));
        provider.GetRequiredService<HealthScorer<double>>();
        Poll(times: 2);

        provider.Dispose();
        Poll(times: 5);

        Assert.Equal(3, reads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(50 * 86400)]
    public void A_time_between_two_reads_is_possible(int seconds)
    {
        string message = "The time between two reads must be more than 0 and at most 49 days, or Timeout.InfiniteTimeSpan.";

        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(
            () => new ServiceCollection().AddHealthScoring<double>(health => health.ReloadProfile(TimeSpan.FromSeconds(seconds)))).Message);
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(
            () => new ProfileWatch<double>(new(First, [HealthMetric.From<double>("logins", value => value)]), _ => Task.FromResult(First),
                new() { Every = TimeSpan.FromSeconds(seconds) })).Message);
    }

    // Over the old link, as Kubernetes does; the framework renames no link to a folder over another.
    [DllImport("libc", EntryPoint = "rename", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    private static IEnumerable<Action> Steps(string how, string file, string data, string json, int version)
    {
        string folder = Path.GetDirectoryName(file)!;
        string part = file + ".part";
        switch (how)
        {
            case "rename":
                yield return () => File.WriteAllText(part, json[..100]);
                yield return () => File.WriteAllText(part, json);
                yield return () => File.Move(part, file, overwrite: true);
                break;
            case "two halves":
                yield return () => File.WriteAllText(file, json[..(json.Length / 2)]);
                yield return () => File.WriteAllText(file, json);
                break;
            case "delete and create":
                yield return () => File.Delete(file);
                yield return () => File.WriteAllText(file, json);
                break;
            case "symlink swap":
                yield return () =>
                {
                    Directory.CreateDirectory(Path.Combine(folder, $"v{version}"));
                    File.WriteAllText(Path.Combine(folder, $"v{version}", "profile.json"), json);
                };
                yield return () => Directory.CreateSymbolicLink(data + "_tmp", $"v{version}");
                yield return () => Assert.Equal(0, Rename(data + "_tmp", data));
                yield return () => Directory.Delete(Path.Combine(folder, $"v{version - 1}"), recursive: true);
                break;
            default:
                yield return () => File.WriteAllText(file, json.Replace("\"weight\": 2", "\"weight\": -1", StringComparison.Ordinal));
                yield return () => File.WriteAllText(file, json);
                break;
        }
    }

    private static ScoringProfile Profile(
        double best, string name = "watched", string metric = "logins", Action<ScoringProfileBuilder>? more = null) =>
        ScoringProfile.Create(name, profile =>
        {
            profile.Dimension("usage", 2, usage => usage.Metric(metric, Curve.Linear(0, best))).Tier("low", 0).Tier("high", 50);
            more?.Invoke(profile);
        });

    private string Write(ScoringProfile profile)
    {
        string file = Path.Combine(_folder, "profile.json");
        File.WriteAllText(file, profile.ToJson());
        return file;
    }

    private ServiceProvider Watching(
        string file, TimeSpan? every = null, Func<IServiceProvider, ScoringProfile, CancellationToken, Task>? gate = null) =>
        Watching(health => health.UseProfile(file), every, gate);

    private ServiceProvider Watching(Action<HealthScoringBuilder<double>> configure, TimeSpan? every = null,
        Func<IServiceProvider, ScoringProfile, CancellationToken, Task>? gate = null)
    {
        ServiceProvider provider = new ServiceCollection().AddSingleton<TimeProvider>(_clock)
            .AddSingleton<ILoggerFactory>(new LoggerFactory([_log]))
            .AddHealthScoring<double>(health =>
            {
                configure(health.AddMetric("logins", value => value));
                health.ReloadProfile(every ?? Every, gate);
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        try
        {
            provider.GetRequiredService<ProfileWatch<double>>().Reloaded += (_, reload) => _told.Add(reload);
        }
        catch (InvalidRegistrationException)
        {
            // The test asks again.
        }
        return provider;
    }

    private void Poll(int times)
    {
        for (int i = 0; i < times; i++)
            _clock.Advance(Every);
    }

    private sealed class AskingMetric(HealthScorer<string> scorer) : IMetric<double>
    {
        public string Name => scorer.Profile.Name;

        public Measurement Measure(double customer, DateTimeOffset asOf) => Measurement.None;
    }

    private sealed class Scope : IDisposable
    {
        public bool Ended { get; private set; }

        public void Dispose() => Ended = true;
    }

    private sealed class LogLines : List<string>, ILoggerProvider, ILogger
    {
        public bool Throws { get; set; }

        public ILogger CreateLogger(string categoryName) =>
            categoryName == "HealthScoring" ? this : throw new InvalidOperationException(categoryName);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Throws)
                throw new InvalidOperationException("the logger");
            Add($"{logLevel}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
