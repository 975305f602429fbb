using HealthScoring.Hosting;
using HealthScoring.Portfolios;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class EventDeliveryTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Night);
    private readonly MemoryTrackingStore _store = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_handler_is_asked_again_later_and_later_and_stops_nobody_else()
    {
        await PublishAsync(("Acme", 2), ("Globex", 1));
        // By hand: the first failure at 0, then 1, 2 and 4 minutes later, so at 0, 1, 3 and 7.
        var crm = new Handler("crm", _clock) { FailsFor = "Acme", Failures = 3 };
        var mail = new Handler("mail", _clock);
        EventDelivery<string> delivery = Delivery([crm, mail]);
        Assert.Equal(new EventDeliveryResult(Handled: 1, Failed: 1, GivenUp: 0), await delivery.DeliverAsync(_cancel));
        for (int minute = 1; minute <= 8; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await delivery.DeliverAsync(_cancel);
        }
        Assert.Equal(
            ["0 Acme 0 fails", "0 Globex 0", "1 Acme 0 fails", "3 Acme 0 fails", "7 Acme 0", "7 Acme 1"], crm.Heard);
        // Each once, although the other one failed.
        Assert.Equal(["0 Acme 0", "0 Globex 0", "7 Acme 1"], mail.Heard);
    }

    [Fact]
    public async Task An_event_that_always_fails_is_given_up_and_kept_and_the_next_one_comes()
    {
        await PublishAsync(("Acme", 2));
        var crm = new Handler("crm", _clock) { FailsFor = "Acme", Failures = 2 };
        EventDelivery<string> delivery = Delivery([crm], options => options.MaxFailures = 2);
        Assert.Equal(new EventDeliveryResult(0, 1, 0), await delivery.DeliverAsync(_cancel));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new EventDeliveryResult(1, 0, 1), await delivery.DeliverAsync(_cancel));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(default, await delivery.DeliverAsync(_cancel));
        Assert.Equal(["0 Acme 0 fails", "1 Acme 0 fails", "1 Acme 1"], crm.Heard);
        IReadOnlyList<HealthEvent> kept = await _store.ReadEventsAsync("", ["Acme"], Night, Night, _cancel);
        Assert.Equal([2, 0], kept.Select(one => one.Failures));
    }

    [Fact]
    public async Task The_longest_wait_is_an_hour()
    {
        await PublishAsync(("Acme", 1));
        var crm = new Handler("crm", _clock) { FailsFor = "Acme", Failures = int.MaxValue };
        EventDelivery<string> delivery = Delivery([crm]);
        for (int minute = 0; minute <= 250; minute++)
        {
            await delivery.DeliverAsync(_cancel);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        // By hand: 1, 2, 4, 8, 16 and 32 minutes, then 60 each.
        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183, 243], crm.Heard.Select(line => int.Parse(line.Split(' ')[0], null)));
    }

    [Fact]
    public async Task A_handler_that_hangs_is_cancelled_when_the_lease_ends()
    {
        await PublishAsync(("Acme", 1));
        var crm = new Handler("crm", _clock) { Hangs = true };
        Task<EventDeliveryResult> delivering = Delivery([crm]).DeliverAsync(_cancel);
        Assert.False(delivering.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new EventDeliveryResult(0, 1, 0), await delivering.WaitAsync(TimeSpan.FromMinutes(1), _cancel));
    }

    [Fact]
    public async Task One_that_hangs_leaves_the_others_their_time()
    {
        await PublishAsync(("Acme", 1));
        var mail = new Handler("mail", _clock);
        Task<EventDeliveryResult> delivering = Delivery([new Handler("crm", _clock) { Hangs = true }, mail]).DeliverAsync(_cancel);
        _clock.Advance(TimeSpan.FromMinutes(2.5));
        Assert.Equal(new EventDeliveryResult(0, 1, 0), await delivering.WaitAsync(TimeSpan.FromMinutes(1), _cancel));
        Assert.Equal("2.5 Acme 0", Assert.Single(mail.Heard));
    }

    [Fact]
    public async Task A_batch_that_takes_longer_than_its_lease_goes_on_with_a_new_one()
    {
        await PublishAsync([.. Enumerable.Range(0, 8).Select(i => ($"c{i}", 1))]);
        var crm = new Handler("crm", _clock) { Takes = TimeSpan.FromMinutes(2) };
        Assert.Equal(new EventDeliveryResult(8, 0, 0), await Delivery([crm]).DeliverAsync(_cancel));
        Assert.Equal(["0 c0 0", "2 c1 0", "4 c2 0", "6 c3 0", "8 c4 0", "10 c5 0", "12 c6 0", "14 c7 0"], crm.Heard);
    }

    [Fact]
    public async Task What_is_cancelled_is_no_failure_and_comes_again()
    {
        await PublishAsync(("Acme", 1));
        using var stop = new CancellationTokenSource();
        Task<EventDeliveryResult> delivering = Delivery([new Handler("crm", _clock) { Hangs = true }]).DeliverAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
        _clock.Advance(TimeSpan.FromMinutes(6));
        var crm = new Handler("crm", _clock);
        Assert.Equal(new EventDeliveryResult(1, 0, 0), await Delivery([crm]).DeliverAsync(_cancel));
        Assert.Equal(0, Assert.Single(await _store.ReadEventsAsync("", ["Acme"], Night, Night, _cancel)).Failures);
    }

    [Fact]
    public void A_handlers_own_name_outlives_the_version_of_its_assembly()
    {
        IHealthEventHandler<string> handler = new Relay<DateTimeOffset>();
        Assert.Equal("HealthScoring.Tests.Runs.EventDeliveryTests+Relay`1[System.DateTimeOffset]", handler.Name);
    }

    [Fact]
    public void What_is_wrong_is_said_up_front()
    {
        Assert.Equal("There is no handler, and events that nobody handles would be noted as handled; give one. (Parameter 'handlers')",
            Assert.Throws<ArgumentException>(() => Delivery([])).Message);
        Assert.Equal("A handler is null; leave it out. (Parameter 'handlers')",
            Assert.Throws<ArgumentException>(() => Delivery([null!])).Message);
        Assert.Equal("Scoring is 'eu ', which starts or ends with white space; use at most 200 characters without it. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => Delivery([new Handler("crm", _clock)], options => options.Scoring = "eu ")).Message);
        Assert.Equal("Handlers have the same name: 'crm'; give each its own Name, by which it is noted in the store. (Parameter 'handlers')",
            Assert.Throws<ArgumentException>(() => Delivery([new Handler("crm", _clock), new Handler("crm", _clock)])).Message);
        string[] lines =
        [
            "BatchSize is 0; give 1 to 1,000.",
            "Lease is 00:00:00; give more than nothing, and a day at most.",
            "FirstDelay is -00:00:01; give more than nothing.",
            "MaxDelay is 31.00:00:00; give FirstDelay or more, and 30 days at most.",
            "MaxFailures is 0; give 1 or more. (Parameter 'options')",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), Assert.Throws<ArgumentException>(() => Delivery([new Handler("crm", _clock)], options =>
        {
            options.BatchSize = 0;
            options.Lease = TimeSpan.Zero;
            options.FirstDelay = TimeSpan.FromSeconds(-1);
            options.MaxDelay = TimeSpan.FromDays(31);
            options.MaxFailures = 0;
        })).Message);
    }

    private EventDelivery<string> Delivery(Handler[] handlers, Action<EventDeliveryOptions>? configure = null)
    {
        var options = new EventDeliveryOptions { TimeProvider = _clock };
        configure?.Invoke(options);
        return new(_store, handlers, options);
    }

    /// <summary>Publishes a run with some events of some customers.</summary>
    private async Task PublishAsync(params (string Customer, int Events)[] customers)
    {
        StoredRun run = await _store.BeginRunAsync("", Night, 1, TrackedBook.Profile, _cancel);
        RunPart part = (await _store.ClaimPartAsync(run, "worker", Night, Night, _cancel))!;
        TrackedBook.Account account = new(1, "");
        StoredScore score = new(TrackedBook.Scorer().Score(account, Night));
        await _store.WriteAsync(part with { IsDone = true }, [.. customers.Select(customer => new TrackedCustomer(
            customer.Customer, "critical", null, "{}", score, [.. Enumerable.Range(0, customer.Events).Select(ordinal => new HealthEvent
            {
                Scoring = "",
                CustomerId = customer.Customer,
                AsOf = Night,
                Ordinal = ordinal,
                Kind = HealthEventKind.TierChanged,
                Text = "fell",
            })]))], Night, _cancel);
        await _store.PublishAsync(run with { PublishedAt = Night, Summary = new PortfolioTally(run.Profile).ToSummary() }, _cancel);
    }

    private sealed class Handler(string name, TimeProvider clock) : IHealthEventHandler<string>
    {
        public string Name => name;

        public string? FailsFor { get; init; }

        public int Failures { get; set; }

        public bool Hangs { get; init; }

        public TimeSpan Takes { get; init; }

        public List<string> Heard { get; } = [];

        public async Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken)
        {
            bool fails = happened.CustomerId == FailsFor && Failures-- > 0;
            Heard.Add($"{(clock.GetUtcNow() - Night).TotalMinutes:0.#} {happened.CustomerId} {happened.Ordinal}{(fails ? " fails" : "")}");
            ((FakeTimeProvider)clock).Advance(Takes);
            if (Hangs)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            if (fails)
                throw new InvalidOperationException("The CRM system is down.");
        }
    }

    private sealed class Relay<T> : IHealthEventHandler<string>
    {
        public Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
