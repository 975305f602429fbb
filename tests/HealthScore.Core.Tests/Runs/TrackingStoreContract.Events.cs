using System.Collections.Concurrent;
using System.Globalization;
using HealthScoring.Hosting;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedSample;

namespace HealthScoring.Tests.Runs;

/// <content>Its events and their delivery.</content>
public abstract partial class TrackingStoreContract
{
    [Fact]
    public async Task Events_wait_for_their_run_to_be_published()
    {
        StoredRun run = await Begin(0);
        await _store.WriteAsync(await Claim(run, "a") with { CustomerCount = 1, IsDone = true }, [Customer("c", 0, events: 1)], Until, Stop);
        Assert.Empty(await _store.ClaimEventsAsync("", "e", 10, Now, Until, Stop));
        Assert.Empty(await _store.ReadEventsAsync("", ["c"], Day(0), Day(0), Stop));
        Assert.False(await _store.AcknowledgeAsync(Event("c", 0, 0), "e", Now, Stop));
        await Publish(run);

        Assert.Single(await _store.ReadEventsAsync("", ["c"], Day(0), Day(0), Stop));
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
        Assert.Equal([all[0], all[3]], await _store.ReadEventsAsync("", ["a"], Day(0), Day(1), Stop));
        Assert.Equal([all[0], all[1], all[2], all[3], all[4]], await _store.ReadEventsAsync("", ["b", "a", "none", "a"], Day(0), Day(1), Stop));
        Assert.Empty(await _store.ReadEventsAsync("", [], Day(0), Day(1), Stop));
        Assert.Equal([all[3]], await _store.ReadEventsAsync("", ["a"], Day(0).AddTicks(1), Day(1), Stop));
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
        Assert.Equal(2, (await _store.ReadEventsAsync("", ["a"], Day(0), Day(0), Stop))[0].Failures);
    }

    [Fact]
    public async Task An_event_that_is_given_up_is_kept_and_keeps_no_other_back()
    {
        await Finish(0, Customer("a", 0, 3));
        HealthEvent[] mine = [.. await _store.ClaimEventsAsync("", "x", 2, Now, Until, Stop)];
        Assert.True(await _store.PostponeAsync(mine[0], "x", null, Stop));

        Assert.True(await _store.AcknowledgeAsync(mine[1], "x", Now, Stop));
        Assert.Equal([Event("a", 0, 2)], await _store.ClaimEventsAsync("", "y", 9, After.AddYears(1), After.AddYears(2), Stop));
        Assert.Equal([1, 0, 0], (await _store.ReadEventsAsync("", ["a"], Day(0), Day(0), Stop)).Select(one => one.Failures));
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
    public async Task Who_has_handled_an_event_that_failed_is_kept()
    {
        await Finish(0, Customer("a", 0, 1));
        HealthEvent first = Assert.Single(await _store.ClaimEventsAsync("", "x", 9, Now, Until, Stop));
        Assert.Empty(first.HandledBy);
        Assert.True(await _store.PostponeAsync(first with { HandledBy = ["mail", "Équipe 🎉"] }, "x", Now, Stop));
        HealthEvent again = Assert.Single(await _store.ClaimEventsAsync("", "y", 9, Now, Until, Stop));
        Assert.Equal((1, "mail", "Équipe 🎉"), (again.Failures, again.HandledBy[0], again.HandledBy[1]));
    }
}
