using HealthScoring.Hosting;
using Xunit;
using static HealthScoring.Tests.Runs.TrackedSample;

namespace HealthScoring.Tests.Runs;

/// <content>Its ids, lists and overrides.</content>
public abstract partial class TrackingStoreContract
{
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
            Assert.Equal(id, Assert.Single(await _store.ReadEventsAsync("", [id], Day(0), Day(0), Stop)).CustomerId);
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
            await Refused("customerIds", () => _store.ReadEventsAsync("", [id], Day(0), Day(1), Stop));
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
        StoredOverride late = new("1", "a", Pin(5, 9)), early = new("2", "a", Pin(0, 9)), twin = new("3", "a", Pin(0, 3));
        StoredOverride score = new("4", "b", ScoreOverride.OfScore(100 / 3d, "it's 😀", "Ann", Day(1), Day(2)));
        foreach (StoredOverride added in new[] { late, twin, early, score })
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
}
