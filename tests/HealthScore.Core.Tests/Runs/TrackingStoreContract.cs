using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using HealthScoring.Hosting;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedSample;
using KeptOverride = HealthScoring.Hosting.StoredOverride;

namespace HealthScoring.Tests.Runs;

/// <summary>What every database has to keep of <see cref="ITrackingStore"/>; each fact has a database of its own.</summary>
public abstract class TrackingStoreContract(ITrackingDatabaseFixture database) : IAsyncLifetime
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
        Assert.Equal([whole, bare], await _store.ReadEventsAsync("s", "0", asOf, asOf, Stop));
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
    public async Task Workers_that_begin_a_run_at_once_get_the_same_one()
    {
        StoredRun[] runs = await AtOnce(8, i => _store.BeginRunAsync("s", Day(0), i + 1, Profile, Stop));

        StoredRun stored = Assert.Single(await _store.ReadRunsAsync("s", Day(0), Day(0), Stop));
        Assert.All(runs, run => Assert.Equal(stored, run));
        Assert.Equal(stored.PartCount, (await _store.ReadPartsAsync(stored, Stop)).Count);
    }

    [Fact]
    public async Task A_run_of_an_earlier_instant_cannot_begin()
    {
        await Begin(1);
        await Begin(2);

        string later = "one of a later instant is stored, 2026-11-03 02:03:04.1234567 UTC; run that one or a later one.";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Begin(0));
        Assert.Equal("The run of 2026-11-01 02:03:04.1234567 UTC cannot begin: " + later, refused.Message);
        refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Begin(1));
        Assert.Equal("The run of 2026-11-02 02:03:04.1234567 UTC cannot begin: " + later, refused.Message);
        Assert.Equal([Day(1), Day(2)], (await _store.ReadRunsAsync("", Day(0), Day(9), Stop)).Select(run => run.AsOf));
        Assert.Equal(Day(0), (await _store.BeginRunAsync("another", Day(0), 1, Profile, Stop)).AsOf);
    }

    [Fact]
    public async Task A_later_run_ends_the_open_parts_of_earlier_ones()
    {
        StoredRun first = await Begin(0, parts: 3);
        RunPart done = await Claim(first, "a"), open = await Claim(first, "b");
        Assert.True(await _store.WriteAsync(done with { IsDone = true }, [], Until, Stop));
        StoredRun other = await _store.BeginRunAsync("another", Day(0), 1, Profile, Stop);
        await Begin(1);

        Assert.False(await _store.WriteAsync(open with { CustomerCount = 1 }, [Customer("c", 0)], Until, Stop));
        Assert.Null(await _store.ClaimPartAsync(first, "b", Now, Until, Stop));
        Assert.Null(await _store.ClaimPartAsync(first, "x", After, After, Stop));
        Assert.Equal([true, false, false], (await _store.ReadPartsAsync(first, Stop)).Select(part => part.IsDone));
        Assert.Empty(await _store.ReadStatesAsync("", ["c"], Stop));
        Assert.NotNull(await _store.ClaimPartAsync(other, "x", Now, Until, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Publish(first));
    }

    [Fact]
    public async Task Of_8_workers_none_gets_a_part_of_another()
    {
        StoredRun run = await Begin(0, parts: 24);
        ConcurrentBag<int> taken = [];
        await AtOnce(8, async worker =>
        {
            for (int i = 0; i < 100; i++)
            {
                string name = $"{worker}-{i}";
                if (await Again(() => _store.ClaimPartAsync(run, name, Now, Until, Stop)) is not { } part)
                    return true;
                taken.Add(part.Index);
                TrackedCustomer[] customers = [.. Enumerable.Range(0, 20).Select(c => Customer($"{part.Index}-{c}", 0, events: 1))];
                Assert.True(await Again(() => _store.WriteAsync(part with { CustomerCount = 20, IsDone = true }, customers, Until, Stop)));
            }
            return false;
        });

        Assert.Equal(Enumerable.Range(0, 24), taken.Order());
        Assert.True(await Publish(run));
        Assert.Equal(480, (await _store.ClaimEventsAsync("", "e", 1000, Now, Until, Stop)).Count);
    }

    [Fact]
    public async Task A_part_is_its_workers_until_the_time_has_passed()
    {
        StoredRun run = await Begin(0);
        RunPart mine = await Claim(run, "a");

        Assert.Null(await _store.ClaimPartAsync(run, "b", Until, After, Stop));
        Assert.True(await _store.WriteAsync(mine with { CustomerCount = 1, TallyJson = "{}" }, [Customer("c", 0)], Until.AddHours(1), Stop));
        Assert.Null(await _store.ClaimPartAsync(run, "b", Until.AddHours(1), Until.AddHours(2), Stop));
        RunPart? theirs = await _store.ClaimPartAsync(run, "b", Until.AddHours(1).AddTicks(1), Until.AddHours(2), Stop);
        Assert.Equal(mine with { Worker = "b", CustomerCount = 1, TallyJson = "{}" }, theirs);
        Assert.False(await _store.WriteAsync(mine with { CustomerCount = 2 }, [Customer("d", 0)], Until, Stop));
        Assert.Empty(await _store.ReadStatesAsync("", ["d"], Stop));
        Assert.Equal(theirs, Assert.Single(await _store.ReadPartsAsync(run, Stop)));
    }

    [Fact]
    public async Task A_part_that_is_released_is_free_at_once()
    {
        StoredRun run = await Begin(0);
        RunPart mine = await Claim(run, "a");
        await _store.ReleasePartAsync(mine with { Worker = "b" }, Stop);
        Assert.Null(await _store.ClaimPartAsync(run, "b", Now, Until, Stop));
        await _store.ReleasePartAsync(mine, Stop);
        await _store.ReleasePartAsync(mine, Stop);

        Assert.False(await _store.WriteAsync(mine with { CustomerCount = 1 }, [Customer("c", 0)], Until, Stop));
        RunPart theirs = await Claim(run, "b");
        await _store.ReleasePartAsync(mine, Stop);
        Assert.Null(await _store.ClaimPartAsync(run, "c", Now, Until, Stop));
        Assert.True(await _store.WriteAsync(theirs with { CustomerCount = 1 }, [Customer("c", 0)], Until, Stop));
    }

    [Fact]
    public async Task Every_call_of_a_run_may_be_made_twice()
    {
        StoredRun run = await Begin(0, parts: 2);
        Assert.Equal(run, await Begin(0, parts: 5));
        RunPart part = await Claim(run, "a");
        Assert.Equal(part, await _store.ClaimPartAsync(run, "a", Now.AddSeconds(9), Until.AddSeconds(9), Stop));
        RunPart half = part with { CustomerCount = 2, TallyJson = "1" }, whole = part with { CustomerCount = 3, TallyJson = "2", IsDone = true };
        TrackedCustomer[] first = [Customer("a", 0, 2), Customer("b", 0)], last = [Customer("c", 0, 1)];
        for (int i = 0; i < 2; i++)
            Assert.True(await _store.WriteAsync(half, first, Until, Stop));
        Assert.Equal(half, await _store.ClaimPartAsync(run, "a", Now, Until, Stop));
        for (int i = 0; i < 2; i++)
            Assert.True(await _store.WriteAsync(whole, last, Until, Stop));
        Assert.Equal(whole, (await _store.ReadPartsAsync(run, Stop))[0]);
        RunPart empty = await Claim(run, "a");
        Assert.Equal(1, empty.Index);
        for (int i = 0; i < 2; i++)
            Assert.True(await _store.WriteAsync(empty with { IsDone = true }, [], Until, Stop));
        Assert.True(await Publish(run));
        Assert.False(await Publish(run));

        HealthEvent[] all = [.. first[0].Events, .. last[0].Events];
        for (int i = 0; i < 2; i++)
            Assert.Equal(all, await _store.ClaimEventsAsync("", "e", 10, Now.AddSeconds(i), Until.AddSeconds(i), Stop));
        for (int i = 0; i < 2; i++)
            Assert.True(await _store.AcknowledgeAsync(all[0], "e", Now, Stop));
        for (int i = 0; i < 2; i++)
            Assert.True(await _store.PostponeAsync(all[1], "e", After, Stop));
        for (int i = 0; i < 2; i++)
            Assert.True(await _store.PostponeAsync(all[2], "e", null, Stop));
        Assert.Equal([all[0], all[1] with { Failures = 1 }], await _store.ReadEventsAsync("", "a", Day(0), Day(0), Stop));
        Assert.Equal([all[2] with { Failures = 1 }], await _store.ReadEventsAsync("", "c", Day(0), Day(0), Stop));
        for (int i = 0; i < 2; i++)
        {
            await _store.TrimAsync("", Day(-1), Stop);
            await _store.PurgeCustomerAsync("b", Stop);
        }
        Assert.Equal(["a", "c"], (await _store.ReadStatesAsync("", ["a", "b", "c"], Stop)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_block_of_many_customers_is_stored_whole_and_found_again()
    {
        StoredRun run = await Begin(0, parts: 300);
        RunPart part = await Claim(run, "a");
        TrackedCustomer[] customers = [.. Enumerable.Range(0, 2500).Select(i => Customer($"customer {i}", 0, events: i % 3))];
        Assert.True(await _store.WriteAsync(part with { CustomerCount = 2500, IsDone = true }, customers, Until, Stop));

        IReadOnlyDictionary<string, CustomerState> states =
            await _store.ReadStatesAsync("", [.. customers.Select(customer => customer.CustomerId), "customer 7"], Stop);
        Assert.Equal(customers.Select(customer => customer.CustomerId).Order(StringComparer.Ordinal), states.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(300, (await _store.ReadPartsAsync(run, Stop)).Count);
        Assert.Empty(await _store.ReadStatesAsync("", [], Stop));
    }

    [Fact]
    public async Task A_state_is_that_of_the_last_run()
    {
        await Finish(0, Customer("a", 0), Customer("b", 0));
        await Finish(1, Customer("a", 1));

        IReadOnlyDictionary<string, CustomerState> states = await _store.ReadStatesAsync("", ["a", "b"], Stop);
        Assert.Equal(new(Day(1), "worker 1", "{\"day\":1}"), states["a"]);
        Assert.Equal(new(Day(0), "worker 0", "{\"day\":0}"), states["b"]);
        Assert.Equal([Day(0), Day(1)], (await _store.ReadHistoryAsync("", "a", Day(0), Day(1), Stop)).Select(past => past.Score.AsOf));
        Assert.Equal([Day(1)], (await _store.ReadHistoryAsync("", "a", Day(0).AddTicks(1), Day(1), Stop)).Select(past => past.Score.AsOf));
    }

    [Fact]
    public async Task A_run_is_published_once_and_not_before_its_parts_are_done()
    {
        StoredRun run = await _store.BeginRunAsync("s", Day(0), 3, Profile, Stop);
        for (int i = 0; i < 2; i++)
        {
            RunPart part = await Claim(run, $"{i}");
            if (i == 0)
                Assert.True(await _store.WriteAsync(part with { IsDone = true }, [], Until, Stop));
        }
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Publish(run));
        Assert.Equal("The run of 's' of 2026-11-01 02:03:04.1234567 UTC cannot be published: 2 of its parts are not done, the first is part 1.",
            refused.Message);
        refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Publish(run with { AsOf = Day(1) }));
        Assert.Equal("The run of 's' of 2026-11-02 02:03:04.1234567 UTC is not stored; begin it.", refused.Message);
        foreach (StoredRun half in new[] { run, run with { PublishedAt = Now }, run with { Summary = Summary } })
        {
            var missing = await Assert.ThrowsAsync<ArgumentException>(() => _store.PublishAsync(half, Stop));
            Assert.Equal("The run has no time or no summary; give it both. (Parameter 'run')", missing.Message);
        }
        Assert.Null(Assert.Single(await _store.ReadRunsAsync("s", Day(0), Day(0), Stop)).PublishedAt);
        foreach (string worker in new[] { "1", "2" })
            Assert.True(await _store.WriteAsync(await Claim(run, worker) with { IsDone = true }, [], Until, Stop));

        bool[] published = await AtOnce(6, _ => Again(() => Publish(run)));
        Assert.Single(published, did => did);
    }

    [Fact]
    public async Task Events_wait_for_their_run_to_be_published()
    {
        StoredRun run = await Begin(0);
        await _store.WriteAsync(await Claim(run, "a") with { CustomerCount = 1, IsDone = true }, [Customer("c", 0, events: 1)], Until, Stop);
        Assert.Empty(await _store.ClaimEventsAsync("", "e", 10, Now, Until, Stop));
        Assert.Empty(await _store.ReadEventsAsync("", "c", Day(0), Day(0), Stop));
        Assert.False(await _store.AcknowledgeAsync(Event("c", 0, 0), "e", Now, Stop));
        await Publish(run);

        Assert.Single(await _store.ReadEventsAsync("", "c", Day(0), Day(0), Stop));
        Assert.Single(await _store.ClaimEventsAsync("", "e", 10, Now, Until, Stop));
    }

    [Fact]
    public async Task Events_come_oldest_first_and_those_of_a_customer_in_order()
    {
        await Finish(0, Customer("b", 0, 2), Customer("a", 0, 1));
        await Finish(1, Customer("a", 1, 1), Customer("b", 1, 1));
        HealthEvent[] all = [Event("a", 0, 0), Event("b", 0, 0), Event("b", 0, 1), Event("a", 1, 0), Event("b", 1, 0)];

        Assert.Equal(all[..2], await _store.ClaimEventsAsync("", "x", 2, Now, Until, Stop));
        // All others are of customers that x has an event of.
        Assert.Empty(await _store.ClaimEventsAsync("", "y", 9, Now, Until, Stop));
        Assert.True(await _store.AcknowledgeAsync(all[1], "x", Now, Stop));
        Assert.Equal([all[2], all[4]], await _store.ClaimEventsAsync("", "y", 9, Now, Until, Stop));
        Assert.Empty(await _store.ClaimEventsAsync("another", "z", 9, Now, Until, Stop));
        Assert.Equal([all[0], all[3]], await _store.ReadEventsAsync("", "a", Day(0), Day(1), Stop));
        Assert.Equal([all[3]], await _store.ReadEventsAsync("", "a", Day(0).AddTicks(1), Day(1), Stop));
    }

    [Fact]
    public async Task A_failed_event_waits_and_its_customers_later_ones_behind_it()
    {
        await Finish(0, Customer("a", 0, 3), Customer("b", 0, 1));
        HealthEvent[] mine = [.. await _store.ClaimEventsAsync("", "x", 3, Now, Until, Stop)];
        DateTimeOffset again = Now.AddHours(1);
        Assert.False(await _store.PostponeAsync(mine[0], "y", again, Stop));
        Assert.True(await _store.PostponeAsync(mine[0], "x", again, Stop));

        Assert.False(await _store.AcknowledgeAsync(mine[1], "x", Now, Stop));
        Assert.Equal([Event("b", 0, 0)], await _store.ClaimEventsAsync("", "y", 9, again.AddTicks(-1), again, Stop));
        HealthEvent[] later = [mine[0] with { Failures = 1 }, mine[1], mine[2]];
        Assert.Equal(later, await _store.ClaimEventsAsync("", "x", 9, again, again.AddHours(1), Stop));
        Assert.True(await _store.PostponeAsync(later[0], "x", again.AddHours(2), Stop));
        Assert.Equal(2, (await _store.ReadEventsAsync("", "a", Day(0), Day(0), Stop))[0].Failures);
    }

    [Fact]
    public async Task An_event_that_is_given_up_is_kept_and_keeps_no_other_back()
    {
        await Finish(0, Customer("a", 0, 3));
        HealthEvent[] mine = [.. await _store.ClaimEventsAsync("", "x", 2, Now, Until, Stop)];
        Assert.True(await _store.PostponeAsync(mine[0], "x", null, Stop));

        Assert.True(await _store.AcknowledgeAsync(mine[1], "x", Now, Stop));
        Assert.Equal([Event("a", 0, 2)], await _store.ClaimEventsAsync("", "y", 9, After.AddYears(1), After.AddYears(2), Stop));
        Assert.Equal([1, 0, 0], (await _store.ReadEventsAsync("", "a", Day(0), Day(0), Stop)).Select(one => one.Failures));
        Assert.False(await _store.AcknowledgeAsync(mine[0], "x", Now, Stop));
    }

    [Fact]
    public async Task A_worker_that_is_late_loses_an_event_with_the_later_ones_of_its_customer()
    {
        await Finish(0, Customer("a", 0, 2), Customer("b", 0, 1));
        HealthEvent[] all = [.. await _store.ClaimEventsAsync("", "x", 9, Now, Until, Stop)];
        Assert.Empty(await _store.ClaimEventsAsync("", "y", 9, Until, After, Stop));

        Assert.Equal(all[..1], await _store.ClaimEventsAsync("", "y", 1, After, After.AddMinutes(1), Stop));
        Assert.False(await _store.AcknowledgeAsync(all[0], "x", After, Stop));
        Assert.False(await _store.PostponeAsync(all[0], "x", After, Stop));
        Assert.False(await _store.AcknowledgeAsync(all[1], "x", After, Stop));
        // Late, but nobody else has it.
        Assert.True(await _store.AcknowledgeAsync(all[2], "x", After, Stop));
        Assert.True(await _store.AcknowledgeAsync(all[0], "y", After, Stop));
        Assert.Equal(all[1..2], await _store.ClaimEventsAsync("", "z", 9, After, After.AddMinutes(1), Stop));
    }

    [Fact]
    public async Task Of_4_workers_that_fail_now_and_then_each_event_is_handled_once_and_in_order()
    {
        const int Customers = 12, EventsOfDay = 4, Days = 3;
        for (int day = 0; day < Days; day++)
            await Finish(day, [.. Enumerable.Range(0, Customers).Select(c => Customer($"c{c}", day, EventsOfDay))]);
        ConcurrentQueue<HealthEvent> handled = [];
        int refused = 0;
        int rounds = 0;
        await AtOnce(4, async worker =>
        {
            Random random = new(worker);
            // Far more rounds than are needed, so that a defect ends the test.
            for (int round = 0; round < 3000 && handled.Count < Customers * EventsOfDay * Days; round++)
            {
                string name = $"{worker}-{round}";
                DateTimeOffset now = Now.AddSeconds(Interlocked.Increment(ref rounds));
                HashSet<string> waiting = [];
                IReadOnlyList<HealthEvent> claimed = await Again(
                    () => _store.ClaimEventsAsync("", name, 7, now, now.AddDays(1), Stop), () => Interlocked.Increment(ref refused));
                foreach (HealthEvent one in claimed)
                {
                    if (waiting.Contains(one.CustomerId))
                    {
                        Assert.False(await Again(() => _store.AcknowledgeAsync(one, name, now, Stop)));
                    }
                    else if (random.Next(5) == 0)
                    {
                        Assert.True(await Again(() => _store.PostponeAsync(one, name, now.AddSeconds(3), Stop)));
                        waiting.Add(one.CustomerId);
                    }
                    else
                    {
                        // As a handler does, before the store hears of it: the next worker is not to be faster.
                        handled.Enqueue(one);
                        Assert.True(await Again(() => _store.AcknowledgeAsync(one, name, now, Stop)));
                    }
                }
                await Task.Delay(1, Stop);
            }
            return true;
        });

        HealthEvent[] expected = [.. Enumerable.Range(0, Days).SelectMany(day => Enumerable.Range(0, EventsOfDay).Select(i => Event("", day, i)))];
        Assert.Equal(expected.Length * Customers, handled.Count);
        foreach (IGrouping<string, HealthEvent> customer in handled.GroupBy(one => one.CustomerId))
            Assert.Equal(expected.Select(one => (one.AsOf, one.Ordinal)), customer.Select(one => (one.AsOf, one.Ordinal)));
        Assert.Empty(await _store.ClaimEventsAsync("", "last", 9, Now.AddYears(1), Now.AddYears(2), Stop));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{refused} refused in {rounds} rounds"));
    }

    [Fact]
    public async Task Ids_that_look_alike_are_not_the_same()
    {
        string[] ids =
        [
            "Ann", "ann", "ANN", "ánn", "a\u0301nn", "ann.", "ann..", "a nn", "a  nn", "'ann'", "\"ann\"", "`ann`", "[ann]",
            "ann'; DROP TABLE health_state; --", "😀", "😁", "ß", "ss", "İ", "i", "ı", "I", "%", "_", "a%", "\\", "\\\\", "@p0", "{0}",
            "1", "01", "1.0", "null", "ａ", "a", "a\tb", "a\nb",
            "\u200Bx", "x", "x\u200B", "ﬀ", "ff", "ae", "æ", "0x41", new('x', 200), new string('x', 199) + "X",
        ];
        await Finish(0, [.. ids.Select(id => Customer(id, 0, 1) with { StateJson = $"state of {id}" })]);
        foreach (string id in ids)
            await _store.AddOverrideAsync("", new($"o {id}"[..Math.Min(200, id.Length + 2)], id, Pin(0, 9)), Stop);

        IReadOnlyDictionary<string, CustomerState> states = await _store.ReadStatesAsync("", ids, Stop);
        Assert.Equal(ids.Length, states.Count);
        Assert.All(ids, id => Assert.Equal($"state of {id}", states[id].StateJson));
        Assert.Equal(ids.Order(StringComparer.Ordinal),
            (await _store.ClaimEventsAsync("", "e", 100, Now, Until, Stop)).Select(one => one.CustomerId).Order(StringComparer.Ordinal));
        foreach (string id in ids)
        {
            Assert.Equal([id], (await _store.ReadStatesAsync("", [id], Stop)).Keys);
            Assert.Equal(id, Assert.Single(await _store.ReadEventsAsync("", id, Day(0), Day(0), Stop)).CustomerId);
        }
        await _store.PurgeCustomerAsync("ann", Stop);
        Assert.Equal(ids.Length - 1, (await _store.ReadStatesAsync("", ids, Stop)).Count);
    }

    [Fact]
    public async Task Ids_that_not_every_database_keeps_are_refused()
    {
        (string Id, string Problem)[] bad =
        [
            ("", "The customer id is empty; give one."),
            (new('x', 201), $"The customer id '{new string('x', 200)}…' has 201 characters; use at most 200."),
            (" a", "The customer id ' a' starts or ends with white space; use at most 200 characters without it."),
            ("a\u00A0", "The customer id 'a\u00A0' starts or ends with white space; use at most 200 characters without it."),
            ("a\0b", "The customer id 'a\0b' holds the character U+0000, which not every database keeps; remove it."),
            ("a\uD83Db",
                "The customer id 'a\uD83Db' holds half of a character (one of a surrogate pair), which no database keeps; give the whole text."),
        ];
        RunPart part = await Claim(await Begin(0), "a");
        foreach ((string id, string problem) in bad)
        {
            async Task Refused(string parameter, Func<Task> call) =>
                Assert.Equal($"{problem} (Parameter '{parameter}')", (await Assert.ThrowsAsync<ArgumentException>(call)).Message);
            await Refused("customers", () => _store.WriteAsync(part with { CustomerCount = 1 }, [Customer(id, 0)], Until, Stop));
            await Refused("customerIds", () => _store.ReadStatesAsync("", ["good", id], Stop));
            await Refused("customerIds", () => _store.ReadOverridesAsync("", [id], Stop));
            await Refused("customerId", () => _store.ReadEventsAsync("", id, Day(0), Day(1), Stop));
            await Refused("customerId", () => _store.ReadHistoryAsync("", id, Day(0), Day(1), Stop));
            await Refused("customerId", () => _store.PurgeCustomerAsync(id, Stop));
            await Refused("added", () => _store.AddOverrideAsync("", new("o", id, Pin(0, 1)), Stop));
        }
        var scoring = await Assert.ThrowsAsync<ArgumentException>(() => _store.BeginRunAsync("s ", Day(0), 1, Profile, Stop));
        Assert.Equal("The name of the scoring 's ' starts or ends with white space; use at most 200 characters without it. (Parameter 'scoring')",
            scoring.Message);
        Assert.Empty(await _store.ReadStatesAsync("", ["a"], Stop));
    }

    [Fact]
    public async Task What_could_not_be_found_again_is_refused()
    {
        RunPart part = await Claim(await Begin(0), "a") with { CustomerCount = 1 };
        async Task<string> Refused(RunPart of, params TrackedCustomer[] customers) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => _store.WriteAsync(of, customers, Until, Stop))).Message;

        Assert.Equal("The part has no worker; claim it. (Parameter 'part')", await Refused(part with { Worker = null }));
        Assert.Equal("The part counts 1 customers, fewer than the 2 to be stored; count these, too. (Parameter 'part')",
            await Refused(part, Customer("a", 0), Customer("b", 0)));
        Assert.Equal("The weight of the customer 'a' is no finite number. (Parameter 'customers')",
            await Refused(part, Customer("a", 0) with { Weight = double.NaN }));
        foreach (HealthEvent stray in new[] { Event("b", 0, 0), Event("a", 1, 0), Event("a", 0, 0, "s") })
        {
            Assert.Equal("An event of the customer 'a' is that of another customer, scoring or time than the part's. (Parameter 'customers')",
                await Refused(part, Customer("a", 0) with { Events = [stray] }));
        }
        Assert.Empty(await _store.ReadStatesAsync("", ["a", "b"], Stop));
    }

    [Fact]
    public async Task Overrides_begin_end_and_are_found_in_order()
    {
        KeptOverride late = new("1", "a", Pin(5, 9)), early = new("2", "a", Pin(0, 9)), twin = new("3", "a", Pin(0, 3));
        KeptOverride score = new("4", "b", ScoreOverride.OfScore(100 / 3d, "it's 😀", "Ann", Day(1), Day(2)));
        foreach (KeptOverride added in new[] { late, twin, early, score })
            await _store.AddOverrideAsync("", added, Stop);
        await _store.AddOverrideAsync("", early with { CustomerId = "z" }, Stop);
        await _store.AddOverrideAsync("s", new("5", "a", Pin(0, 1)), Stop);
        Assert.Equal(Texts([early, twin, late, score]), Texts(await _store.ReadOverridesAsync("", ["b", "a", "z", "a"], Stop)));

        Assert.True(await _store.EndOverrideAsync("", "2", Day(4), Stop));
        Assert.False(await _store.EndOverrideAsync("", "2", Day(4), Stop));
        Assert.False(await _store.EndOverrideAsync("", "3", Day(3), Stop));
        Assert.True(await _store.EndOverrideAsync("", "1", Day(5), Stop));
        Assert.False(await _store.EndOverrideAsync("", "1", Day(5), Stop));
        Assert.False(await _store.EndOverrideAsync("", "5", Day(0), Stop));
        Assert.False(await _store.EndOverrideAsync("", "unknown", Day(0), Stop));
        Assert.Equal(Texts([early with { Override = Pin(0, 4) }, twin]), Texts(await _store.ReadOverridesAsync("", ["a"], Stop)));
        Assert.Single(await _store.ReadOverridesAsync("s", ["a"], Stop));
    }

    [Fact]
    public async Task An_override_that_comes_from_several_at_once_is_added_once()
    {
        await AtOnce(6, async i =>
        {
            await Again(async () =>
            {
                await _store.AddOverrideAsync("", new("same", $"c{i}", Pin(0, 1)), Stop);
                return true;
            });
            return true;
        });
        Assert.Single(await _store.ReadOverridesAsync("", ["c0", "c1", "c2", "c3", "c4", "c5"], Stop));
    }

    [Theory]
    [InlineData(CustomerOrder.WeightDescending, "e b d f c a")]
    [InlineData(CustomerOrder.ScoreAscending, "b f a d e c")]
    public async Task Pages_show_every_customer_once_in_order(CustomerOrder order, string expected)
    {
        (string Id, double? Weight, double? Score)[] all =
            [("a", null, 3), ("b", 0.1 + 0.2, 1), ("c", 0, null), ("d", 0.3, 3), ("e", 1e15, 10 / 3d), ("f", 5e-324, 1)];
        await Finish(0, [.. all.Select(one => Customer(one.Id, 0) with { Weight = one.Weight, Score = ScoreOf(one.Score) })]);
        for (int count = 1; count <= all.Length; count++)
        {
            List<string> seen = [];
            CustomerPosition? after = null;
            do
            {
                CustomerPage page = await _store.ReadCustomersAsync("", new() { Order = order, Count = count, After = after }, Stop);
                Assert.InRange(page.Customers.Count, 1, count);
                seen.AddRange(page.Customers.Select(row => row.CustomerId));
                after = page.Next;
            }
            while (after is not null && seen.Count <= all.Length);
            Assert.Equal(expected, string.Join(' ', seen));
        }

        static StoredScore ScoreOf(double? value) => value is { } number ? Score(Day(0), number) : Score(Day(0), double.NaN);
    }

    [Fact]
    public async Task Lists_hold_the_customers_that_the_filter_asks_for()
    {
        StoredScore large = StoredScore.Parse(Score(Day(1)).ToJson()
            .Replace("\"tier\":\"high\"", "\"tier\":\"high\",\"segment\":\"large\"", StringComparison.Ordinal));
        await Finish(0, Customer("gone", 0) with { Driver = "m" });
        await Finish(1, Customer("a", 1) with { Driver = "m" }, Customer("A", 1) with { Tier = "low" }, Customer("b", 1) with { Tier = null },
            Customer("c", 1) with { Score = large, Driver = "n" });

        async Task<string> Ids(CustomerFilter filter) =>
            string.Join(' ', (await _store.ReadCustomersAsync("", filter, Stop)).Customers.Select(row => row.CustomerId));
        Assert.Equal("A a b c gone", await Ids(new()));
        Assert.Equal("A a b c", await Ids(new() { Since = Day(1) }));
        Assert.Equal("a c gone", await Ids(new() { Tier = "high" }));
        Assert.Equal("b", await Ids(new() { WithoutTier = true }));
        Assert.Equal("c", await Ids(new() { Segment = "large" }));
        Assert.Equal("a gone", await Ids(new() { Driver = "m" }));
        Assert.Equal("a", await Ids(new() { Driver = "m", Tier = "high", Since = Day(1) }));
        Assert.Equal("A c", await Ids(new() { Ids = ["c", "A", "unknown", "c"] }));
        Assert.Equal("", await Ids(new() { Ids = [] }));
        Assert.Equal("b", await Ids(new() { Ids = [.. Enumerable.Range(0, 999).Select(i => $"x{i}"), "b"] }));
        Assert.Empty((await _store.ReadCustomersAsync("another", new(), Stop)).Customers);
        Assert.Equal(new("c", Day(1), "high", 70, 12.5, "large", "n"),
            Assert.Single((await _store.ReadCustomersAsync("", new() { Driver = "n" }, Stop)).Customers));
        await _store.PurgeCustomerAsync("c", Stop);
        Assert.Equal("A a b gone", await Ids(new()));
    }

    [Fact]
    public async Task Lists_that_cannot_be_are_refused()
    {
        async Task<string> Refused(CustomerFilter filter) =>
            (await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.ReadCustomersAsync("", filter, Stop))).Message;
        foreach (int count in new[] { 0, 501 })
        {
            Assert.Equal($"A page has 1 to 500 customers. (Parameter 'filter'){Environment.NewLine}Actual value was {count}.",
                await Refused(new() { Count = count }));
        }
        Assert.Equal("The filter asks for a tier and for customers without one; ask for one of them. (Parameter 'filter')",
            await Refused(new() { Tier = "t", WithoutTier = true }));
        Assert.Equal("The filter has 1001 ids; give at most 1,000. (Parameter 'filter')",
            await Refused(new() { Ids = [.. Enumerable.Range(0, 1001).Select(i => $"x{i}")] }));
        Assert.Equal("The tier 'a\0' holds the character U+0000, which not every database keeps; remove it. (Parameter 'filter')",
            await Refused(new() { Tier = "a\0" }));
        Assert.Equal("The customer id is empty; give one. (Parameter 'filter')", await Refused(new() { After = new(1, "") }));
        Assert.Equal("The number that the page begins behind is not finite. (Parameter 'filter')",
            await Refused(new() { After = new(double.NaN, "a") }));
    }

    [Fact]
    public async Task The_last_published_run_before_a_time()
    {
        await Finish(0, Customer("a", 0, 0));
        await Finish(2, Customer("a", 2, 0));
        await Begin(4);
        Assert.Null(await _store.ReadLastRunAsync("", Day(0), Stop));
        Assert.Equal(Day(0), (await _store.ReadLastRunAsync("", Day(2), Stop))!.AsOf);
        StoredRun last = (await _store.ReadLastRunAsync("", Day(9), Stop))!;
        Assert.Equal(Day(2), last.AsOf);
        Assert.NotNull(last.Summary);
        Assert.Null(await _store.ReadLastRunAsync("other", Day(9), Stop));
    }

    [Fact]
    public async Task Who_has_handled_an_event_that_failed_is_kept()
    {
        await Finish(0, Customer("a", 0, 1));
        HealthEvent first = Assert.Single(await _store.ClaimEventsAsync("", "x", 9, Now, Until, Stop));
        Assert.Empty(first.HandledBy);
        Assert.True(await _store.PostponeAsync(first with { HandledBy = ["mail", "Équipe 🎉"] }, "x", Now, Stop));
        HealthEvent again = Assert.Single(await _store.ClaimEventsAsync("", "y", 9, Now, Until, Stop));
        Assert.Equal((1, "mail", "Équipe 🎉"), (again.Failures, again.HandledBy[0], again.HandledBy[1]));
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
            (await _store.ReadEventsAsync("", "a", Day(0), Day(9), Stop)).Select(one => (one.AsOf, one.Ordinal)));
        // The run of day 2 was overtaken; its event came out with the next one.
        Assert.Equal(Day(2), Assert.Single(await _store.ReadEventsAsync("", "b", Day(0), Day(9), Stop)).AsOf);
        Assert.Equal(["1", "2"], (await _store.ReadOverridesAsync("", ["a"], Stop)).Select(one => one.Id));

        await _store.TrimAsync("", Day(9), Stop);
        Assert.Equal([Day(3)], (await _store.ReadRunsAsync("", Day(0), Day(9), Stop)).Select(run => run.AsOf));
        Assert.Equal(1, await Count("health_run_part WHERE scoring = ''"));
        Assert.Empty(await _store.ReadHistoryAsync("", "a", Day(0), Day(9), Stop));
        Assert.Equal(3, (await _store.ReadEventsAsync("", "a", Day(0), Day(9), Stop)).Count);
        Assert.Single(await _store.ReadEventsAsync("", "b", Day(0), Day(9), Stop));
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

    private static IEnumerable<string> Texts(IEnumerable<KeptOverride> overrides) => overrides.Select(one => string.Create(
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
