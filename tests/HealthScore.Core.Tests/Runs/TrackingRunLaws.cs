using System.Globalization;
using HealthScoring.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedBook;

namespace HealthScoring.Tests.Runs;

/// <summary>
/// What a run comes to, however often it is killed and whoever else works on it: held against an undisturbed run over the plainest store.
/// </summary>
public abstract class TrackingRunLaws
{
    private static readonly Lazy<Task<(string State, string[] Events)>> Undisturbed = new(UndisturbedAsync);

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("HEALTHSCORE_KILLS") ?? "6", CultureInfo.InvariantCulture);

    /// <summary>A store without anything in it.</summary>
    internal abstract Task<ITrackingStore> NewStoreAsync();

    [Fact]
    public async Task An_undisturbed_run_is_the_same_over_every_store()
    {
        ITrackingStore store = await NewStoreAsync();
        var clock = new FakeTimeProvider(Nights[0]);
        await OverrideAsync(store, "");
        var seen = new Seen();
        foreach (DateTimeOffset night in Nights)
        {
            clock.SetUtcNow(night);
            TrackingRunResult result = await new TrackingRun<TrackedBook.Account>(Scorer(), store, Options("", clock))
                .RunAsync(night, TestContext.Current.CancellationToken);
            Assert.True(result.HasPublished);
            Assert.Equal((Size, 0), (result.CustomerCount, result.ProblemCount));
            await new EventDelivery<TrackedBook.Account>(store, [seen], new() { TimeProvider = clock })
                .DeliverAsync(TestContext.Current.CancellationToken);
        }
        (string state, string[] events) = await Undisturbed.Value;
        Assert.Equal(state, await WriteAsync(store, ""));
        Assert.Equal(events, seen.Lines);
    }

    [Fact]
    public async Task Killed_at_any_call_a_run_ends_as_an_undisturbed_one()
    {
        (string state, string[] events) = await Undisturbed.Value;
        ITrackingStore store = await NewStoreAsync();
        for (int kill = 0; kill < Kills; kill++)
        {
            string scoring = string.Create(CultureInfo.InvariantCulture, $"killed-{kill}");
            int seed = Random.Shared.Next();
            TestContext.Current.TestOutputHelper!.WriteLine($"{scoring}: seed {seed}");
            var random = new Random(seed);
            var clock = new FakeTimeProvider(Nights[0]);
            await OverrideAsync(store, scoring);
            var seen = new Seen();
            foreach (DateTimeOffset night in Nights)
            {
                clock.SetUtcNow(night);
                for (bool isOver = false; !isOver;)
                    isOver = await LiveAsync(store, random, scoring, night, clock, seen);
            }
            Assert.Equal(state, await WriteAsync(store, scoring));
            // Each at least once; and in their order, where an event comes again the ones after it may too.
            Assert.Equal(events.Order(StringComparer.Ordinal), seen.Lines.Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Workers_at_once_share_a_run_and_take_over_from_one_that_dies()
    {
        (string state, string[] events) = await Undisturbed.Value;
        ITrackingStore store = await NewStoreAsync();
        await OverrideAsync(store, "shared");
        var seen = new Seen();
        var random = new Random(15);
        foreach (DateTimeOffset night in Nights)
        {
            ITrackingStore dying = MortalStore.Over(store, random.Next(1, 12), arrives: random.Next(2) == 0);
            Task<TrackingRunResult>[] workers = [.. new[] { store, store, dying }.Select(one => Task.Run(() =>
            {
                TrackingRunOptions<TrackedBook.Account> options = Options("shared", TimeProvider.System);
                // A lease so short that a worker that lives loses its part now and then.
                options.Lease = TimeSpan.FromMilliseconds(300);
                return new TrackingRun<TrackedBook.Account>(Scorer(), one, options).RunAsync(night);
            }))];
            TrackingRunResult[] results = [await workers[0], await workers[1]];
            // The third may have died, or have had nothing to do.
            await Task.WhenAny(workers[2]);
            Assert.InRange(results.Count(result => result.HasPublished), 0, 1);
            Assert.Equal(results[0].Run.Summary!.ToJson(), results[1].Run.Summary!.ToJson());
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
                new EventDelivery<TrackedBook.Account>(store, [seen], new() { Scoring = "shared", BatchSize = 3 }).DeliverAsync())));
        }
        Assert.Equal(state, await WriteAsync(store, "shared"));
        Assert.Equal(events.Order(StringComparer.Ordinal), seen.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_store_that_is_down_half_way_fails_the_run_and_loses_nothing()
    {
        (string state, _) = await Undisturbed.Value;
        ITrackingStore store = await NewStoreAsync();
        await OverrideAsync(store, "down");
        var clock = new FakeTimeProvider(Nights[0]);
        foreach (DateTimeOffset night in Nights)
        {
            clock.SetUtcNow(night);
            // One call fails, and the part can be released: the same process goes on at once.
            ITrackingStore down = MortalStore.Over(store, lives: 9, arrives: false, down: 1);
            var run = new TrackingRun<TrackedBook.Account>(Scorer(), down, Options("down", clock));
            await Assert.ThrowsAsync<MortalStore.DeadException>(() => run.RunAsync(night, TestContext.Current.CancellationToken));
            Assert.True((await run.RunAsync(night, TestContext.Current.CancellationToken)).HasPublished);
        }
        Assert.Equal(state, await WriteAsync(store, "down"));
    }

    [Fact]
    public async Task A_clock_set_back_changes_nothing()
    {
        ITrackingStore store = await NewStoreAsync();
        var clock = new FakeTimeProvider(Nights[1]);
        var run = new TrackingRun<TrackedBook.Account>(Scorer(), store, Options("back", clock));
        await run.RunAsync(Nights[1], TestContext.Current.CancellationToken);
        string before = await WriteAsync(store, "back");
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(Nights[0], TestContext.Current.CancellationToken));
        TrackingRunResult again = await run.RunAsync(Nights[1], TestContext.Current.CancellationToken);
        Assert.False(again.HasPublished);
        Assert.Equal((0, 0), (again.CustomerCount, again.ProblemCount));
        Assert.Equal(before, await WriteAsync(store, "back"));
    }

    /// <summary>One process, which may die: runs the night and delivers its events.</summary>
    private static async Task<bool> LiveAsync(
        ITrackingStore store, Random random, string scoring, DateTimeOffset night, FakeTimeProvider clock, Seen seen)
    {
        // A night takes about 35 calls of the store, and its events 20.
        int lives = random.Next(80);
        ITrackingStore mortal = MortalStore.Over(store, lives, arrives: random.Next(2) == 0, down: random.Next(3) == 0 ? 1 : int.MaxValue);
        try
        {
            await new TrackingRun<TrackedBook.Account>(Scorer(), mortal, Options(scoring, clock)).RunAsync(night);
            await new EventDelivery<TrackedBook.Account>(mortal, [seen], new() { Scoring = scoring, BatchSize = 7, TimeProvider = clock })
                .DeliverAsync();
            return true;
        }
        catch (MortalStore.DeadException)
        {
            // The next one starts when the leases are over.
            clock.Advance(TimeSpan.FromMinutes(11));
            return false;
        }
    }

    private static async Task<(string State, string[] Events)> UndisturbedAsync()
    {
        var store = new MemoryTrackingStore();
        await OverrideAsync(store, "");
        var seen = new Seen();
        foreach (DateTimeOffset night in Nights)
        {
            var clock = new FakeTimeProvider(night);
            await new TrackingRun<TrackedBook.Account>(Scorer(), store, Options("", clock)).RunAsync(night);
            await new EventDelivery<TrackedBook.Account>(store, [seen], new() { TimeProvider = clock }).DeliverAsync();
        }
        return (await WriteAsync(store, ""), [.. seen.Lines]);
    }

    /// <summary>Keeps what a handler hears.</summary>
    internal sealed class Seen : IHealthEventHandler<TrackedBook.Account>
    {
        private readonly Lock _lock = new();
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines => _lines;

        public Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken)
        {
            lock (_lock)
                _lines.Add(Line(happened));
            return Task.CompletedTask;
        }
    }
}
