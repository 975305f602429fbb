using System.Collections.Concurrent;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What a stream does with its blocks: how far it reads, what it keeps of them, and what it counts.</summary>
public sealed class StreamBlockTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("blocks", p => p
        .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
        .Tier("any", 0)
        .Segment("big", s => s.Weight("usage", 2)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_observed_and_named_in_one_block_is_not_in_the_next()
    {
        ScoringProfile profile = ScoringProfile.Create("reused", p => p
            .Label("region")
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 100),
                m => m.FreshFor(TimeSpan.FromDays(10), staleAfter: TimeSpan.FromDays(100))))
            .Tier("any", 0)
            .Cap("north", 30, Condition.LabelIs("region", "north")));
        HealthScorer<Account> scorer = new(profile,
        [
            HealthMetric.From<Account>("logins", _ => 40), HealthMetric.From<Account>("nps", (account, _) => account.Nps),
            HealthMetric.Label<Account>("region", account => account.Region),
        ]);
        Account[] accounts = [new(new(80, AsOf), "north"), new(new(80, AsOf), "south"), new(80, null), new(80, null)];

        ScoredCustomer<Account>[] scores = [.. scorer.ScoreAll(accounts,
            new() { AsOf = AsOf, BlockSize = 2, MaxDegreeOfParallelism = 1, DetailsFor = _ => true })];

        // By hand: the mean of 40 and 80, which the cap lowers; without the time of the 80 there is only the 40.
        Assert.Equal([30.0, 60, 40, 40], scores.Select(score => score.Value!.Value));
        Assert.All(scores[..2], score => Assert.Empty(score.Details!.Missing));
        Assert.All(scores[2..], score =>
            Assert.Equal(["nps (no observation time)", "region (no value)"], score.Details!.Missing.Select(metric => metric.ToString())));
    }

    [Fact]
    public void A_source_that_ends_with_a_block_has_no_empty_one_after_it()
    {
        static List<long> Reported(int customers)
        {
            var progress = new Reports();
            ScoreStreamOptions<double> options = Options(parallelism: 1);
            options.Progress = progress;
            Assert.Equal(customers, Scorer(value => value).ScoreAll(Customers(customers), options).Count());
            return progress.All;
        }
        Assert.Equal([10, 20, 30, 40], Reported(40));
        Assert.Empty(Reported(0));
    }

    [Fact]
    public async Task A_source_is_not_read_on_once_the_caller_has_cancelled()
    {
        using var caller = new CancellationTokenSource();
        var source = new TrackedSource<double>(i => i, 45, async i =>
        {
            if (i == 22)
                await caller.CancelAsync();
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            Scorer(value => value).ScoreAllAsync(source, Options(parallelism: 1), caller.Token).CountAsync(caller.Token).AsTask());

        // Customer 22 does not end its block.
        Assert.Equal(23, source.Read);
    }

    [Fact]
    public async Task Nor_once_it_has_thrown()
    {
        var source = new Interrupted();
        List<double?> scores = [];

        InvalidDataException thrown = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (ScoredCustomer<double> score in Scorer(value => value).ScoreAllAsync(source, Options(3, block: 2), Cancellation))
                scores.Add(score.Value);
        });

        Assert.Equal(("line 4 is cut off", 4), (thrown.Message, source.Asked));
        double?[] expected = [1, 2, 3];
        Assert.Equal(expected, scores);
    }

    [Fact]
    public void Where_blocks_are_scored_at_once_none_is_measured_on_the_callers_thread()
    {
        var threads = new ConcurrentBag<int>();
        HealthScorer<double> scorer = Scorer(value =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return value;
        });

        Assert.Equal(45, scorer.ScoreAll(Customers(45), Options(parallelism: 2)).Count());

        Assert.Equal(45, threads.Count);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public void Blocks_of_one_customer_and_shares_of_all_are_allowed()
    {
        var earlier = new PortfolioTally(Profile);
        Scorer(value => value).ScoreInto([1, 2], AsOf, new double[2], new int[2], tally: earlier);
        ScoreStreamOptions<double> options = Options(parallelism: 1, block: 1);
        (options.MaxFaultyShare, options.MaxLostShare, options.EarlierSummary) = (1, 1, earlier.ToSummary());

        ScoredCustomer<double>[] scores = [.. Scorer(_ => throw new TimeoutException("no answer")).ScoreAll(Customers(3), options)];

        Assert.Equal(3, scores.Length);
        Assert.All(scores, score => Assert.Single(score.Faults));
    }

    [Fact]
    public void All_groups_of_what_was_counted_before_count()
    {
        HealthScorer<double> scorer = new(Profile,
            [HealthMetric.From<double>("logins", value => value < 2 ? throw new TimeoutException($"{value} is late") : value)],
            new() { SegmentBy = value => value % 2 == 0 ? "big" : null });
        var before = new PortfolioTally(Profile);
        scorer.ScoreInto(Customers(20), AsOf, new double[20], new int[20], tally: before);
        ScoreStreamOptions<double> options = Options(parallelism: 1);
        (options.MaxFaultyShare, options.CountedBefore) = (0.1, before);

        // Before, 1 of the 10 big ones was late, and 1 of the 10 others; now 2 of 4 are.
        Assert.Equal("16.7 % of the customers (4 of 24) have a fault, and at most 10.0 % may: logins: TimeoutException: 0 is late. "
            + "Results of the blocks before were handed over; score again when the source is back.",
            Assert.Throws<TooManyFaultsException>(() => scorer.ScoreAll(Customers(4), options).Count()).Message);
    }

    [Fact]
    public void What_was_counted_before_by_another_profile_is_refused()
    {
        ScoringProfile other = ScoringProfile.Create("other", p => p
            .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 50)))
            .Tier("any", 0));

        Assert.Equal($"The tally is for profile 'other' ({other.Fingerprint}), not for 'blocks' ({Profile.Fingerprint}). (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => Scorer(value => value).ScoreAll([1], new() { CountedBefore = new(other) })).Message);
    }

    private static double[] Customers(int count) => [.. Enumerable.Range(0, count).Select(i => (double)(i % 100))];

    private static ScoreStreamOptions<double> Options(int parallelism, int block = 10) =>
        new() { AsOf = AsOf, BlockSize = block, MaxDegreeOfParallelism = parallelism };

    private static HealthScorer<double> Scorer(Func<double, double?> logins) => new(Profile, [HealthMetric.From("logins", logins)]);

    private sealed record Account(Measurement Nps, string? Region);

    /// <summary>Throws in the place of its fourth customer, and would go on.</summary>
    private sealed class Interrupted : IAsyncEnumerable<double>, IAsyncEnumerator<double>
    {
        public int Asked { get; private set; }

        public double Current => Asked;

        public IAsyncEnumerator<double> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => ++Asked == 4 ? throw new InvalidDataException("line 4 is cut off") : new(Asked < 8);

        public ValueTask DisposeAsync() => default;
    }
}
