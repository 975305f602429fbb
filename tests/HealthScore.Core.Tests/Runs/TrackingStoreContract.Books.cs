using HealthScoring.Hosting;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedSample;

namespace HealthScoring.Tests.Runs;

/// <summary>What a store says of all customers of a run.</summary>
public abstract partial class TrackingStoreContract
{
    [Fact]
    public async Task Lists_hold_the_customers_of_which_an_action_fell_due()
    {
        await Finish(0, Customer("a", 0, 1), Customer("b", 0, 2), Customer("c", 0));
        await Finish(1, Customer("a", 1), Customer("b", 1), Customer("c", 1) with { Events = [Event("c", 1, 0) with { Action = "train" }] },
            Customer("d", 1) with { Events = [Moved("d", 1, 0, "low", "high")] });
        StoredRun open = await Begin(2);
        RunPart part = await Claim(open, "late");
        Assert.True(await _store.WriteAsync(part with { CustomerCount = 1, IsDone = true }, [Customer("d", 2, 1)], Until, Stop));

        async Task<string> Ids(CustomerFilter filter) =>
            string.Join(' ', (await _store.ReadCustomersAsync("", filter, Stop)).Customers.Select(row => row.CustomerId));
        Assert.Equal("a b c", await Ids(new() { DueSince = Day(0) }));
        Assert.Equal("c", await Ids(new() { DueSince = Day(0).AddTicks(1) }));
        Assert.Equal("a b", await Ids(new() { Action = "call" }));
        Assert.Equal("", await Ids(new() { Action = "call", DueSince = Day(1) }));
        Assert.Equal("c", await Ids(new() { Action = "train", DueSince = Day(1), Tier = "high" }));
        Assert.Equal("b", await Ids(new() { Action = "call", Count = 1, After = new(12.5, "a") }));
        Assert.True(await Publish(open));
        Assert.Equal("a b c d", await Ids(new() { DueSince = Day(0) }));
    }

    [Fact]
    public async Task Moves_between_tiers_are_counted_by_run()
    {
        await Finish(0, Customer("a", 0) with { Events = [Moved("a", 0, 0, "low", "high")] });
        await Finish(1,
            Customer("a", 1) with { Events = [Moved("a", 1, 0, "high", "low"), Event("a", 1, 1)] },
            Customer("b", 1) with { Events = [Moved("b", 1, 0, "high", "low")] },
            Customer("c", 1) with { Events = [Moved("c", 1, 0, "low", "high")] },
            Customer("d", 1) with { Events = [Moved("d", 1, 0, null, "high")] });
        await _store.ClaimEventsAsync("", "x", 1, Now, Until, Stop);
        Assert.True(await _store.AcknowledgeAsync(Moved("a", 0, 0, "low", "high"), "x", Now, Stop));
        StoredRun open = await Begin(2);
        RunPart part = await Claim(open, "late");
        TrackedCustomer late = Customer("a", 2) with { Events = [Moved("a", 2, 0, "low", "high")] };
        Assert.True(await _store.WriteAsync(part with { CustomerCount = 1, IsDone = true }, [late], Until, Stop));

        // The order is the database's.
        Assert.Equal(new TierMove[] { new("low", "high", 1) }, await _store.ReadTierMovesAsync("", Day(0), Stop));
        Assert.Equal(new HashSet<TierMove> { new(null, "high", 1), new("high", "low", 2), new("low", "high", 1) },
            (await _store.ReadTierMovesAsync("", Day(1), Stop)).ToHashSet());
        Assert.Empty(await _store.ReadTierMovesAsync("", Day(2), Stop));
        Assert.Empty(await _store.ReadTierMovesAsync("another", Day(1), Stop));
    }

    [Fact]
    public async Task The_scores_of_a_run_come_in_pages()
    {
        await Finish(0, Customer("gone", 0));
        await Finish(1, Customer("b", 1) with { Weight = null, Tier = null }, Customer("a", 1), Customer("A", 1), Customer("ß", 1));
        for (int count = 1; count <= 5; count++)
        {
            List<CustomerScore> all = [];
            IReadOnlyList<CustomerScore> page;
            do
            {
                page = await _store.ReadScoresAsync("", Day(1), all.LastOrDefault()?.CustomerId, count, Stop);
                all.AddRange(page);
            }
            while (page.Count == count);
            Assert.Equal(["A", "a", "b", "ß"], all.Select(one => one.CustomerId));
            Assert.Equal([12.5, 12.5, null, 12.5], all.Select(one => one.Past.Weight));
            Assert.Equal(["high", "high", null, "high"], all.Select(one => one.Past.Tier));
            Assert.All(all, one => Assert.Equal(Score(Day(1)).ToJson(), one.Past.Score.ToJson()));
        }
        Assert.Empty(await _store.ReadScoresAsync("", Day(2), null, 10, Stop));
        foreach (int count in new[] { 0, 10_001 })
        {
            Assert.Equal($"A page has 1 to 10,000 scores. (Parameter 'count'){Environment.NewLine}Actual value was {count}.",
                (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.ReadScoresAsync("", Day(1), null, count, Stop))).Message);
        }
    }

    private static HealthEvent Moved(string id, int day, int ordinal, string? before, string? after) =>
        Event(id, day, ordinal) with { Kind = HealthEventKind.TierChanged, Action = null, FromTier = before, ToTier = after };
}
