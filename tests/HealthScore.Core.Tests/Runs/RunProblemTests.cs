using HealthScoring.Hosting;
using HealthScoring.Portfolios;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class RunProblemTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly MemoryTrackingStore _store = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_wrong_with_one_customer_is_told_and_costs_no_other()
    {
        Row?[] rows =
        [
            new("Acme", 10, 5), new("Acme", 20, 5), null, new("", 10, 5), new(" Globex", 10, 5), new(new string('x', 201), 10, 5),
            new("\uD800", 10, 5), new("throws", 10, 5), new("Initech", 10, -1), new("Hooli", 10, double.NaN), new("Umbrella", 10, 666),
        ];
        TrackingRunResult result = await Run(rows).RunAsync(Night, _cancel);
        Assert.Equal(
        [
            "customer 2 of part 0: it is null; give customers only",
            "customer 3 of part 0: its id is empty; give each customer one",
            "customer 4 of part 0: its id starts or ends with white space; use at most 200 characters without it",
            "customer 5 of part 0: its id has 201 characters; use at most 200",
            "customer 6 of part 0: its id holds half of a character (one of a surrogate pair), which no database keeps; give the whole text",
            "customer 7 of part 0: IdBy threw InvalidOperationException: There is no id.; see IdBy",
            "customer 'Acme': it comes twice; give each customer once; the first one counts",
            "customer 'Initech': its weight is -1; give 0 to 1e15, or null where it is not known; it counts as not known",
            "customer 'Umbrella': WeightBy threw InvalidOperationException: There is no weight.; give 0 to 1e15, or null where it is not known; "
                + "it counts as not known",
        ], result.Problems.Select(problem => problem.ToString()));
        Assert.Equal((4, 9), (result.CustomerCount, result.ProblemCount));
        PortfolioGroup all = result.Run.Summary!.All;
        Assert.Equal((4, 5d, 3), (all.Customers, all.Weight, all.CustomersWithoutWeight));
        // The first one counts.
        Assert.Equal(50, Assert.Single(await _store.ReadHistoryAsync("", "Acme", Night, Night, _cancel)).Score.Value);
    }

    [Fact]
    public async Task A_customer_that_comes_again_in_a_later_block_or_part_comes_twice()
    {
        Row[] rows = [.. Enumerable.Range(0, 30).Select(i => new Row($"c{i % 25}", 10, null))];
        TrackingRunResult result = await Run(rows, options => options.BlockSize = 4).RunAsync(Night, _cancel);
        Assert.Equal(["c0", "c1", "c2", "c3", "c4"], result.Problems.Select(problem => problem.Path["customer '".Length..^1]));
        Assert.Equal((25, 25), (result.CustomerCount, result.Run.Summary!.All.Customers));
    }

    [Fact]
    public async Task The_first_100_problems_are_told_and_all_are_counted()
    {
        TrackingRunResult result = await Run([.. Enumerable.Repeat<Row?>(null, 250)]).RunAsync(Night, _cancel);
        Assert.Equal((100, 250, 0), (result.Problems.Count, result.ProblemCount, result.Run.Summary!.All.Customers));
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_one_customers_problem()
    {
        await StoreBrokenStateAsync();
        TrackingRunResult result = await Run([new("Acme", 10, 5), new("Globex", 10, 5)]).RunAsync(Night.AddDays(1), _cancel);
        InputError problem = Assert.Single(result.Problems);
        Assert.Equal("customer 'Acme'", problem.Path);
        Assert.StartsWith("its stored state is refused: ", problem.Problem, StringComparison.Ordinal);
        Assert.Equal(1, result.CustomerCount);
    }

    [Fact]
    public async Task A_customer_that_comes_twice_behind_one_whose_state_cannot_be_read_is_stored_once()
    {
        await StoreBrokenStateAsync();
        Row[] rows = [new("Acme", 10, 5), new("Globex", 10, 5), new("Globex", 20, 5), new("Acme", 10, 5), new("Hooli", 10, 5)];
        TrackingRunResult result = await Run(rows, options => (options.BlockSize, options.MaxDegreeOfParallelism) = (2, 1))
            .RunAsync(Night.AddDays(1), _cancel);

        Assert.Equal((2, 2), (result.CustomerCount, result.Run.Summary!.All.Customers));
        Assert.Equal(["customer 'Acme': it comes twice", "customer 'Acme': its stored state", "customer 'Globex': it comes twice"],
            result.Problems.Select(problem => $"{problem.Path}: {string.Join(' ', problem.Problem.Split(' ')[..3])}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_lost_source_ends_the_run_unpublished_and_the_same_instant_runs_again()
    {
        Row[] rows = [.. Enumerable.Range(0, 20).Select(i => new Row($"c{i}", 10, null))];
        Action<TrackingRunOptions<Row>> limit = options => options.MaxLostShare = 0.1;
        await Run(rows, limit).RunAsync(Night, _cancel);
        LostDataException lost = await Assert.ThrowsAsync<LostDataException>(
            () => Run([.. rows.Select(row => row with { Value = null })], limit).RunAsync(Night.AddDays(1), _cancel));
        Assert.Equal("value", Assert.Single(lost.Lost).Metric);
        Assert.Null(Assert.Single(await _store.ReadRunsAsync("", Night.AddDays(1), Night.AddDays(9), _cancel)).PublishedAt);
        Assert.True((await Run(rows, limit).RunAsync(Night.AddDays(1), _cancel)).HasPublished);
    }

    [Fact]
    public async Task A_run_that_goes_on_judges_what_is_lost_with_what_was_stored_before()
    {
        // 2 of 100 lack the value; without the 96 that a dead worker has stored they would be 2 of 4.
        Row[] rows = [.. Enumerable.Range(0, 100).Select(i => new Row($"c{i:000}", i < 98 ? 10 : null, null))];
        Action<TrackingRunOptions<Row>> limit = options => (options.MaxLostShare, options.BlockSize) = (0.1, 4);
        await Run([.. rows.Select(row => row with { Value = 10 })], limit).RunAsync(Night, _cancel);
        bool dies = true;
        var options = new TrackingRunOptions<Row> { IdBy = row => row.Id, Customers = (_, _) => Read(), MaxDegreeOfParallelism = 1 };
        limit(options);
        var run = new TrackingRun<Row>(Scorer(), _store, options);
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(Night.AddDays(1), _cancel));
        dies = false;
        TrackingRunResult result = await run.RunAsync(Night.AddDays(1), _cancel);
        Assert.Equal((4, 100), (result.CustomerCount, result.Run.Summary!.All.Customers));

        async IAsyncEnumerable<Row> Read()
        {
            foreach (Row row in rows)
            {
                await Task.Yield();
                yield return dies && row.Id == "c096" ? throw new InvalidOperationException("The database is down.") : row;
            }
        }
    }

    [Fact]
    public async Task A_source_that_gives_nobody_publishes_nothing()
    {
        await Run([]).RunAsync(Night, _cancel);
        await Run([new("Acme", 10, 5)]).RunAsync(Night.AddDays(1), _cancel);
        Assert.Equal("No customer was stored, and the run before had 1: the run is not published; see what Customers reads.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => Run([]).RunAsync(Night.AddDays(2), _cancel))).Message);
        Assert.Null((await _store.ReadRunsAsync("", Night.AddDays(2), Night.AddDays(2), _cancel))[0].PublishedAt);
        // The source is back.
        TrackingRunResult again = await Run([new("Acme", 10, 5)]).RunAsync(Night.AddDays(2), _cancel);
        Assert.Equal((1, true), (again.CustomerCount, again.Run.PublishedAt is not null));
    }

    [Fact]
    public async Task A_customer_of_two_parts_comes_twice()
    {
        TrackingRunResult result = await Run([new("Acme", 10, 5), new("Globex", 10, 5)], options => options.PartCount = 2).RunAsync(Night, _cancel);
        Assert.Equal(["Acme", "Globex"], result.Problems.Select(problem => problem.Path!["customer '".Length..^1]).Order(StringComparer.Ordinal));
        Assert.Equal((2, 2), (result.CustomerCount, result.Run.Summary!.All.Customers));
    }

    [Fact]
    public async Task A_worker_that_waits_for_another_ends_where_a_later_run_begins()
    {
        StoredRun run = await _store.BeginRunAsync("", Night, 1, Profile, _cancel);
        var clock = new FakeTimeProvider(Night);
        await _store.ClaimPartAsync(run, "another", Night, Night.AddHours(1), _cancel);
        Task<TrackingRunResult> waiting = Run([new("Acme", 10, 5)], options => options.TimeProvider = clock).RunAsync(Night, _cancel);
        await _store.BeginRunAsync("", Night.AddDays(1), 1, Profile, _cancel);
        clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
    }

    [Fact]
    public async Task A_worker_keeps_its_part_while_it_passes_by_what_is_stored()
    {
        Row[] rows = [.. Enumerable.Range(0, 40).Select(i => new Row($"c{i}", 10, null))];
        StoredRun run = await _store.BeginRunAsync("", Night, 1, Profile, _cancel);
        RunPart part = (await _store.ClaimPartAsync(run, "dead", Night, Night, _cancel))!;
        TrackedCustomer[] stored = [.. rows[..36].Select(row => new TrackedCustomer(row.Id, null, null, "{}",
            new(Scorer().Score(row, Night)), []))];
        await _store.WriteAsync(part with { CustomerCount = 36 }, stored, Night, _cancel);
        // Each row takes 2 minutes, so the whole takes 8 leases of 10.
        var clock = new FakeTimeProvider(Night.AddHours(1));
        var thieves = new List<RunPart?>();
        var options = new TrackingRunOptions<Row> { IdBy = row => row.Id, Customers = (_, _) => Read(), BlockSize = 1, TimeProvider = clock };
        TrackingRunResult result = await new TrackingRun<Row>(Scorer(), _store, options).RunAsync(Night, _cancel);
        Assert.Equal(4, result.CustomerCount);
        Assert.All(thieves, Assert.Null);

        async IAsyncEnumerable<Row> Read()
        {
            foreach (Row row in rows)
            {
                clock.Advance(TimeSpan.FromMinutes(2));
                thieves.Add(await _store.ClaimPartAsync(run, "thief", clock.GetUtcNow(), clock.GetUtcNow(), _cancel));
                yield return row;
            }
        }
    }

    [Fact]
    public async Task Progress_counts_what_is_stored()
    {
        var counts = new List<long>();
        Row[] rows = [.. Enumerable.Range(0, 10).Select(i => new Row($"c{i}", 10, null))];
        await Run(rows, options => (options.BlockSize, options.Progress) = (4, new Counter(counts))).RunAsync(Night, _cancel);
        Assert.Equal([4, 8, 10], counts);
    }

    [Fact]
    public void Every_wrong_option_is_told_at_once()
    {
        string[] lines =
        [
            "IdBy is null; give a function that returns the customer's id.",
            "Customers is null; give a function that reads the customers of a part.",
            "Scoring is null; the scoring without a name has the empty one.",
            "PartCount is 0; give 1 to 10,000.",
            "BlockSize is 65537; give 1 to 65,536.",
            "MaxDegreeOfParallelism is 0; give 1 or more.",
            "Lease is 00:00:00; give more than nothing, and a day at most.",
            "MaxLostShare is 1.5; give a share, 0 to 1.",
            "MaxFaultyShare is NaN; give a share, 0 to 1. (Parameter 'options')",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), Assert.Throws<ArgumentException>(() => new TrackingRun<Row>(Scorer(), _store, new()
        {
            IdBy = null!,
            Customers = null!,
            Scoring = null!,
            PartCount = 0,
            BlockSize = 65_537,
            MaxDegreeOfParallelism = 0,
            Lease = TimeSpan.Zero,
            MaxLostShare = 1.5,
            MaxFaultyShare = double.NaN,
        })).Message);
    }

    [Fact]
    public void A_name_that_no_store_keeps_is_refused_before_any_run()
    {
        Assert.Equal("Scoring is 'eu ', which starts or ends with white space; use at most 200 characters without it. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => new TrackingRun<Row>(Scorer(), _store, new()
            {
                IdBy = row => "",
                Customers = (_, _) => AsyncEnumerable.Empty<Row>(),
                Scoring = "eu ",
            })).Message);
    }

    private static ScoringProfile Profile { get; } = ScoringProfile.Create("one", p => p
        .Dimension("d", weight: 1, d => d.Metric("value", Curve.Linear(worst: 0, best: 20)))
        .Tier("low", from: 0).Tier("high", from: 60));

    private static HealthScorer<Row> Scorer() => new(Profile, [HealthMetric.From<Row>("value", row => row.Value)]);

    /// <summary>A first night of Acme, whose state nobody can read afterwards.</summary>
    private async Task StoreBrokenStateAsync()
    {
        await Run([new("Acme", 10, 5)]).RunAsync(Night, _cancel);
        StoredRun between = await _store.BeginRunAsync("", Night.AddHours(1), 1, Profile, _cancel);
        RunPart part = (await _store.ClaimPartAsync(between, "w", Night, Night, _cancel))!;
        StoredScore score = new(Scorer().Score(new("Acme", 10, 5), Night.AddHours(1)));
        await _store.WriteAsync(part with { IsDone = true, CustomerCount = 1 }, [new("Acme", null, null, "{ }", score, [])], Night, _cancel);
    }

    private TrackingRun<Row> Run(Row?[] rows, Action<TrackingRunOptions<Row>>? configure = null)
    {
        var options = new TrackingRunOptions<Row>
        {
            IdBy = row => row.Id == "throws" ? throw new InvalidOperationException("There is no id.") : row.Id,
            Customers = (_, _) => rows.ToAsyncEnumerable()!,
            WeightBy = row => row.Weight == 666 ? throw new InvalidOperationException("There is no weight.") : row.Weight,
        };
        configure?.Invoke(options);
        return new(Scorer(), _store, options);
    }

    internal sealed record Row(string Id, double? Value, double? Weight);

    private sealed class Counter(List<long> counts) : IProgress<long>
    {
        public void Report(long value) => counts.Add(value);
    }
}
