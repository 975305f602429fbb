using System.Collections.Concurrent;
using HealthScoring.Hosting;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedSample;

namespace HealthScoring.Tests.Runs;

/// <content>Its runs and their parts.</content>
public abstract partial class TrackingStoreContract
{
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
    public async Task Parts_that_are_done_without_a_customer_are_opened_again_and_no_others()
    {
        StoredRun run = await _store.BeginRunAsync("", Day(0), 2, Profile, Stop);
        RunPart empty = await Claim(run, "a"), full = await Claim(run, "b");
        Assert.True(await _store.WriteAsync(empty with { IsDone = true }, [], Until, Stop));
        Assert.True(await _store.WriteAsync(full with { IsDone = true, CustomerCount = 1 }, [Customer("c", 0)], Until, Stop));
        await _store.ReopenPartsAsync(run, Stop);

        Assert.Equal([false, true], (await _store.ReadPartsAsync(run, Stop)).Select(part => part.IsDone));
        Assert.Equal(empty.Index, (await Claim(run, "c")).Index);
        Assert.Null(await _store.ClaimPartAsync(run, "d", Now, Until, Stop));
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
        Assert.Equal([all[0], all[1] with { Failures = 1 }], await _store.ReadEventsAsync("", ["a"], Day(0), Day(0), Stop));
        Assert.Equal([all[2] with { Failures = 1 }], await _store.ReadEventsAsync("", ["c"], Day(0), Day(0), Stop));
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
}
