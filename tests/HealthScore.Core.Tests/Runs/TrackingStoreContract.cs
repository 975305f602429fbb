using System.Data.Common;
using System.Globalization;
using HealthScoring.Hosting;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedSample;

namespace HealthScoring.Tests.Runs;

/// <summary>What every database has to keep of <see cref="ITrackingStore"/>; each fact has a database of its own.</summary>
public abstract partial class TrackingStoreContract(ITrackingDatabaseFixture database) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 12, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = Now.AddMinutes(5);
    private static readonly DateTimeOffset After = Until.AddTicks(1);

    private DbDataSource _source = null!;
    private SqlTrackingStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_store, _source) = await database.NewStoreAsync();

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_no_row_can_have_is_refused_before_the_database_is_asked()
    {
        StoredRun run = new("s", Day(0), 1, Profile, null, null);
        HealthEvent one = new() { Scoring = "s", CustomerId = "0", AsOf = Day(0), Ordinal = 0, Kind = HealthEventKind.DataLost, Text = "" };
        ScoreOverride pinned = ScoreOverride.OfTier("a\0b", "why", "who", Day(0), Day(9));
        RunPart part = new("s", Day(0), 0, "w", 1, TallyJson: null, IsDone: false);

        await Assert.ThrowsAsync<ArgumentException>(() => _store.ReopenPartsAsync(run with { Scoring = " s" }, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.AddOverrideAsync("s", new("1", "0", pinned), Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _store.AddOverrideAsync("s", new("1", "0", null!), Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _store.WriteAsync(part, [null!], Until, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.PostponeAsync(one with { HandledBy = ["a\nb"] }, "w", Until, Stop));
    }

    [Fact]
    public async Task Everything_comes_back_as_it_was_given()
    {
        DateTimeOffset asOf = Day(0).ToOffset(TimeSpan.FromHours(5.5));
        double[] weights =
            [0.1 + 0.2, 1 / 3d, 5e-324, 2.2250738585072009e-308, 1.7976931348623157e308, -123456789012345680, 1e22, 9007199254740993, -0.0];
        HealthEvent whole = new()
        {
            Scoring = "s",
            CustomerId = "0",
            AsOf = Day(0),
            Ordinal = 0,
            Kind = HealthEventKind.ScoreDropped,
            Text = "It's \"so\"; \\ 100% 😀\nnext",
            FromTier = "high",
            ToTier = "Ω 'low'",
            FromScore = 70.1 + 0.2,
            ToScore = 100 / 3d,
            Metric = "m",
            Action = "call",
        };
        HealthEvent bare = new() { Scoring = "s", CustomerId = "0", AsOf = Day(0), Ordinal = 1, Kind = HealthEventKind.DataLost, Text = "" };
        string state = string.Concat(Enumerable.Repeat("{\"état\":\"'😀\\\\\"}", 2000));
        StoredScore score = Score(asOf, 10 / 3d);
        TrackedCustomer[] customers =
        [
            .. weights.Select((weight, i) => new TrackedCustomer($"{i}", "high", weight, state, score, i == 0 ? [whole, bare] : [])),
            new("none", Tier: null, Weight: null, state, score, []),
        ];
        StoredRun begun = await _store.BeginRunAsync("s", asOf, 3, Profile, Stop);
        Assert.Equal(new("s", Day(0), 3, Profile, null, null), begun);
        Assert.Equal(TimeSpan.Zero, begun.AsOf.Offset);
        for (int i = 0; i < 3; i++)
        {
            RunPart part = (await _store.ClaimPartAsync(begun, $"w{i}", Now, Until, Stop))!;
            Assert.Equal(new("s", Day(0), i, $"w{i}", 0, null, false), part);
            RunPart done = part with { CustomerCount = i == 0 ? customers.Length : 0, TallyJson = i == 0 ? state : null, IsDone = true };
            Assert.True(await _store.WriteAsync(done, i == 0 ? customers : [], Until, Stop));
            Assert.Equal(done, (await _store.ReadPartsAsync(begun, Stop))[i]);
        }
        DateTimeOffset published = new(2026, 11, 1, 23, 59, 59, 999, TimeSpan.FromHours(-8));
        Assert.True(await _store.PublishAsync(begun with { PublishedAt = published, Summary = Summary }, Stop));

        StoredRun run = Assert.Single(await _store.ReadRunsAsync("s", asOf, asOf, Stop));
        Assert.Equal((begun.AsOf, 3, Profile, published, Summary.ToJson()),
            (run.AsOf, run.PartCount, run.Profile, run.PublishedAt!.Value, run.Summary!.ToJson()));
        Assert.Equal(Profile.ToJson(), run.Profile.ToJson());
        Assert.Equal([whole, bare], await _store.ReadEventsAsync("s", ["0"], asOf, asOf, Stop));
        IReadOnlyDictionary<string, CustomerState> states =
            await _store.ReadStatesAsync("s", [.. customers.Select(one => one.CustomerId), "unknown"], Stop);
        Assert.Equal(customers.Length, states.Count);
        foreach (TrackedCustomer customer in customers)
        {
            Assert.Equal(new(Day(0), "w0", state), states[customer.CustomerId]);
            PastScore past = Assert.Single(await _store.ReadHistoryAsync("s", customer.CustomerId, asOf, asOf, Stop));
            Assert.Equal((customer.Tier, customer.Weight, score.ToJson()), (past.Tier, past.Weight, past.Score.ToJson()));
        }
    }

    [Fact]
    public async Task A_customer_that_is_purged_leaves_no_row()
    {
        foreach (string scoring in new[] { "", "s" })
        {
            StoredRun run = await _store.BeginRunAsync(scoring, Day(0), 1, Profile, Stop);
            TrackedCustomer[] both = [Customer("a", 0, 2, scoring), Customer("A", 0, 2, scoring)];
            await _store.WriteAsync(await Claim(run, "w") with { CustomerCount = 2, IsDone = true }, both, Until, Stop);
            foreach (string id in new[] { "a", "A" })
                await _store.AddOverrideAsync(scoring, new($"{scoring}{id}", id, Pin(0, 1)), Stop);
        }
        await _store.AddOverrideAsync("without a run", new("o", "a", Pin(0, 1)), Stop);
        await _store.PurgeCustomerAsync("a", Stop);

        foreach ((string table, int others) in new[] { ("health_state", 2), ("health_score", 2), ("health_event", 4), ("health_override", 2) })
        {
            Assert.Equal(0, await Count($"{table} WHERE customer_id = 'a'"));
            Assert.Equal(others, await Count(table));
        }
    }

    [Fact]
    public async Task Trimming_removes_what_is_older_and_keeps_the_last_run()
    {
        await Finish(0, Customer("a", 0, 3));
        await Finish(1, Customer("a", 1, 1));
        StoredRun broken = await Begin(2);
        await _store.WriteAsync(await Claim(broken, "w") with { CustomerCount = 1 }, [Customer("b", 2, 1)], Until, Stop);
        await Finish(3, Customer("a", 3, 1));
        HealthEvent[] mine = [.. await _store.ClaimEventsAsync("", "x", 2, Now, Until, Stop)];
        Assert.True(await _store.AcknowledgeAsync(mine[0], "x", Now, Stop));
        Assert.True(await _store.PostponeAsync(mine[1], "x", null, Stop));
        await _store.AddOverrideAsync("", new("1", "a", Pin(-2, 1)), Stop);
        await _store.AddOverrideAsync("", new("2", "a", Pin(-2, 3)), Stop);
        await _store.BeginRunAsync("s", Day(0), 1, Profile, Stop);

        await _store.TrimAsync("", Day(1), Stop);
        Assert.Equal([Day(1), Day(2), Day(3)], (await _store.ReadRunsAsync("", Day(0), Day(9), Stop)).Select(run => run.AsOf));
        Assert.Equal([Day(1), Day(3)], (await _store.ReadHistoryAsync("", "a", Day(0), Day(9), Stop)).Select(past => past.Score.AsOf));
        // The third of the first run is yet to be handled.
        Assert.Equal([(Day(0), 2), (Day(1), 0), (Day(3), 0)],
            (await _store.ReadEventsAsync("", ["a"], Day(0), Day(9), Stop)).Select(one => (one.AsOf, one.Ordinal)));
        // The run of day 2 was overtaken; its event came out with the next one.
        Assert.Equal(Day(2), Assert.Single(await _store.ReadEventsAsync("", ["b"], Day(0), Day(9), Stop)).AsOf);
        Assert.Equal(["1", "2"], (await _store.ReadOverridesAsync("", ["a"], Stop)).Select(one => one.Id));

        await _store.TrimAsync("", Day(9), Stop);
        Assert.Equal([Day(3)], (await _store.ReadRunsAsync("", Day(0), Day(9), Stop)).Select(run => run.AsOf));
        Assert.Equal(1, await Count("health_run_part WHERE scoring = ''"));
        Assert.Empty(await _store.ReadHistoryAsync("", "a", Day(0), Day(9), Stop));
        Assert.Equal(3, (await _store.ReadEventsAsync("", ["a"], Day(0), Day(9), Stop)).Count);
        Assert.Single(await _store.ReadEventsAsync("", ["b"], Day(0), Day(9), Stop));
        Assert.Empty(await _store.ReadOverridesAsync("", ["a"], Stop));
        Assert.Equal(2, (await _store.ReadStatesAsync("", ["a", "b"], Stop)).Count);
        Assert.Single(await _store.ReadRunsAsync("s", Day(0), Day(9), Stop));
    }

    [Fact]
    public async Task Within_a_transaction_of_the_host_calls_count_when_it_commits()
    {
        foreach (bool commits in new[] { false, true })
        {
            await using DbConnection connection = await _source.OpenConnectionAsync(Stop);
            await using DbTransaction transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, Stop);
            SqlTrackingStore within = _store.Within(connection, transaction);
            StoredRun run = await within.BeginRunAsync("", Day(0), 1, Profile, Stop);
            RunPart part = (await within.ClaimPartAsync(run, "a", Now, Until, Stop))!;
            Assert.True(await within.WriteAsync(part with { CustomerCount = 1, IsDone = true }, [Customer("c", 0, 1)], Until, Stop));
            await within.AddOverrideAsync("", new("o", "c", Pin(0, 1)), Stop);
            Assert.True(await within.PublishAsync(run with { PublishedAt = Now, Summary = Summary }, Stop));
            Assert.Single(await within.ReadStatesAsync("", ["c"], Stop));
            Assert.Single(await within.ClaimEventsAsync("", "e", 9, Now, Until, Stop));
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => within.MigrateAsync(Stop));
            Assert.Equal("A store within a transaction cannot change tables; migrate with the store that it was made of.", refused.Message);
            if (commits)
                await transaction.CommitAsync(Stop);
            else
                await transaction.RollbackAsync(Stop);

            int rows = commits ? 1 : 0;
            foreach (string table in new[] { "run", "run_part", "state", "score", "event", "override", "scoring" })
                Assert.Equal(rows, await Count($"health_{table}"));
        }
    }

    [Fact]
    public async Task Tables_are_made_once_by_however_many()
    {
        await using DbDataSource empty = database.NewDatabase();
        await AtOnce(6, async _ =>
        {
            await new SqlTrackingStore(empty, database.Database).MigrateAsync(Stop);
            return true;
        });
        SqlTrackingStore store = new(empty, database.Database);
        await store.BeginRunAsync("", Day(0), 1, Profile, Stop);
        await store.MigrateAsync(Stop);
        Assert.Single(await store.ReadRunsAsync("", Day(0), Day(0), Stop));
        Assert.Equal(1, await Count("health_schema", empty));
    }

    private static ScoreOverride Pin(int first, int last) => ScoreOverride.OfTier("low", "a reason", "Ann", Day(first), Day(last));

    private static IEnumerable<string> Texts(IEnumerable<StoredOverride> overrides) => overrides.Select(one => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Id} {one.CustomerId} {one.Override} {one.Override.Score:R} {one.Override.From:O} {one.Override.Until:O}"));

    private static async Task<T[]> AtOnce<T>(int count, Func<int, Task<T>> call)
    {
        using Barrier barrier = new(count);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(() =>
        {
            barrier.SignalAndWait(Stop);
            return call(i);
        }, Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    /// <summary>As a host would: a database may refuse one of two calls at once.</summary>
    private static async Task<T> Again<T>(Func<Task<T>> call, Action? refused = null)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return await call();
            }
            catch (DbException) when (i < 5)
            {
                refused?.Invoke();
            }
        }
    }

    private Task<StoredRun> Begin(int day, int parts = 1) => _store.BeginRunAsync("", Day(day), parts, Profile, Stop);

    private async Task<RunPart> Claim(StoredRun run, string worker)
    {
        RunPart? part = await _store.ClaimPartAsync(run, worker, Now, Until, Stop);
        Assert.NotNull(part);
        return part;
    }

    private Task<bool> Publish(StoredRun run) => _store.PublishAsync(run with { PublishedAt = Now, Summary = Summary }, Stop);

    /// <summary>A whole run with these customers.</summary>
    private async Task Finish(int day, params TrackedCustomer[] customers)
    {
        StoredRun run = await Begin(day);
        RunPart part = await Claim(run, $"worker {day}");
        Assert.True(await _store.WriteAsync(part with { CustomerCount = customers.Length, IsDone = true }, customers, Until, Stop));
        Assert.True(await Publish(run));
    }

    private async Task<long> Count(string rows, DbDataSource? source = null)
    {
        await using DbCommand command = (source ?? _source).CreateCommand($"SELECT COUNT(*) FROM {rows}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(Stop), CultureInfo.InvariantCulture);
    }
}
