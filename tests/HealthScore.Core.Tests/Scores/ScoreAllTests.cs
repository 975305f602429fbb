using System.Runtime.CompilerServices;
using HealthScoring.Columns;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class ScoreAllTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("saas", profile => profile
        .MinimumCoverage(0)
        .Dimension("usage", 1, usage => usage
            .Metric("logins", Curve.Linear(0, 100))
            .Metric("seats", Curve.Linear(0, 10), m => m.WhenMissing(MissingPolicy.Points(50))))
        .Tier("low", 0)
        .Tier("high", 50)
        .Action("call", a => a.InTier("low")));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_source_is_never_read_further_ahead_than_it_says(int parallelism)
    {
        var source = new TrackedSource<Account>(i => new(i), 200);
        int handedOver = 0;
        await foreach (ScoredCustomer<Account> score in Scorer().ScoreAllAsync(source, Options(parallelism), Cancellation))
        {
            Assert.Equal(handedOver, score.Position);
            Assert.InRange(source.Read, handedOver + 1, handedOver + 10 * parallelism);
            handedOver++;
        }
        Assert.Equal((200, 1, 1), (handedOver, source.Enumerated, source.Disposed));
    }

    [Fact]
    public void The_result_that_there_is_not_is_unscored()
    {
        ScoredCustomer<string> none = default;
        RowScore row = default;

        Assert.Equal((null, null, null, "customer 0: unscored"), (none.Value, none.Tier, none.Segment, none.ToString()));
        Assert.Empty(none.Faults);
        Assert.Equal((null, -1, -1, "unscored"), (row.Value, row.TierIndex, row.SegmentIndex, row.ToString()));
    }

    [Fact]
    public void A_result_in_a_line_does_not_contradict_its_tier()
    {
        ScoringProfile profile = ScoringProfile.Create("fine", p => p.Dimension("adoption", 1, d => d.Metric("usage", Curve.Linear(0, 100)))
            .Tier("low", 0).Tier("high", 79.95));
        var scorer = new HealthScorer<double>(profile, [HealthMetric.From<double>("usage", value => value)]);

        Assert.Equal(["customer 0: 79.94 (low)", "customer 1: 79.95 (high)"], scorer.ScoreAll([79.94, 79.95]).Select(score => score.ToString()));
    }

    [Fact]
    public async Task A_consumer_may_break_off_anywhere()
    {
        for (int end = 0; end < 45; end++)
        {
            var source = new TrackedSource<Account>(i => new(i), 45);
            await foreach (ScoredCustomer<Account> score in Scorer().ScoreAllAsync(source, Options(1 + end % 4), Cancellation))
            {
                if (score.Position == end)
                    break;
            }
            Assert.Equal((1, 1), (source.Enumerated, source.Disposed));
        }
    }

    [Fact]
    public async Task What_a_source_gave_before_it_threw_is_scored_first()
    {
        for (int end = 0; end <= 45; end++)
        {
            var fault = new InvalidDataException("line 7 is cut off");
            var source = new TrackedSource<Account>(i => new(i), 45, i => i == end ? throw fault : default);
            var scores = new List<ScoredCustomer<Account>>();

            Assert.Same(fault, await Assert.ThrowsAsync<InvalidDataException>(() => Collect(source, Options(1 + end % 4), scores)));

            Assert.Equal(Expected(end), scores.Select(score => score.Value));
            Assert.Equal(1, source.Disposed);
        }
    }

    [Fact]
    public async Task A_source_that_is_cancelled_by_itself_has_thrown_like_any_other()
    {
        var source = new TrackedSource<Account>(i => new(i), 45, i => i == 25 ? throw new OperationCanceledException("its own") : default);
        var scores = new List<ScoredCustomer<Account>>();

        Assert.Equal("its own", (await Assert.ThrowsAsync<OperationCanceledException>(() => Collect(source, Options(2), scores))).Message);

        Assert.Equal(25, scores.Count);
    }

    [Fact]
    public async Task The_caller_may_cancel_wherever_the_source_is()
    {
        for (int end = 0; end <= 45; end++)
        {
            using var caller = new CancellationTokenSource();
            // Some sources notice, some throw what they like then, some do not notice.
            var source = new TrackedSource<Account>(i => new(i), 45, async i =>
            {
                if (i != end)
                    return;
                await caller.CancelAsync();
                if (end % 3 == 0)
                    throw new InvalidOperationException("connection closed");
                if (end % 3 == 1)
                    caller.Token.ThrowIfCancellationRequested();
            });
            var scores = new List<ScoredCustomer<Account>>();

            OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(
                () => Collect(source, Options(1 + end % 4), scores, caller.Token));

            Assert.Equal(caller.Token, exception.CancellationToken);
            Assert.Equal(Expected(scores.Count), scores.Select(score => score.Value));
            Assert.Equal(1, source.Disposed);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_tokens_the_exception_has_the_one_that_was_cancelled(bool ofEnumeration)
    {
        using CancellationTokenSource ofCall = new(), own = new();
        var source = new TrackedSource<Account>(i => new(i), 45);
        CancellationTokenSource cancelled = ofEnumeration ? own : ofCall;

        OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (ScoredCustomer<Account> _ in Scorer().ScoreAllAsync(source, Options(2), ofCall.Token).WithCancellation(own.Token))
                await cancelled.CancelAsync();
        });

        Assert.Equal((cancelled.Token, 1), (exception.CancellationToken, source.Disposed));
    }

    [Fact]
    public async Task The_caller_may_cancel_between_any_two_results()
    {
        for (int end = 1; end < 45; end++)
        {
            using var caller = new CancellationTokenSource();
            var source = new TrackedSource<Account>(i => new(i), 45);
            int handedOver = 0;

            OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            {
                await foreach (ScoredCustomer<Account> _ in Scorer().ScoreAllAsync(source, Options(1 + end % 4), caller.Token))
                {
                    if (++handedOver == end)
                        await caller.CancelAsync();
                }
            });

            Assert.Equal(caller.Token, exception.CancellationToken);
            Assert.Equal((end, 1), (handedOver, source.Disposed));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_customer_that_is_null_has_a_fault_and_no_score_and_the_others_are_scored(int parallelism)
    {
        Account?[] customers = [.. Enumerable.Range(0, 45).Select(i => i is 0 or 11 or 44 or (>= 20 and < 30) ? null : new Account(i))];

        ScoredCustomer<Account?>[] scores =
        [
            .. Scorer<Account?>(HealthMetric.From<Account?>("logins", account => account!.Logins))
                .ScoreAll(customers, Options<Account?>(parallelism)),
        ];

        Assert.Equal(customers, scores.Select(score => score.Customer));
        Assert.Equal(customers.Select((customer, i) => customer is null ? null : Expected(45).ElementAt(i)), scores.Select(score => score.Value));
        ScoredCustomer<Account?> none = scores[11];
        Assert.Equal((11, null, null, 0.0), (none.Position, none.Tier, none.Segment, none.Coverage));
        Assert.Null(none.Details);
        Assert.Equal(
            [
                "logins (fault: ArgumentNullException: Customer 11 of the source is null.)",
                "seats (fault: ArgumentNullException: Customer 11 of the source is null.)",
            ],
            none.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_function_that_throws_costs_only_the_faulty_customer_its_number()
    {
        ScoredCustomer<Account>[] scores = [.. Scorer(Throwing()).ScoreAll(Accounts(45), Options(2))];

        Assert.Equal("logins (fault: InvalidDataException: customer 17)", Assert.Single(scores[17].Faults).ToString());
        // By hand: 50 points for the missing seats are all it has.
        Assert.Equal(50, scores[17].Value);
        Assert.All(scores.Where(score => score.Position != 17), score => Assert.Empty(score.Faults));
        Assert.Equal(Expected(45).Where((_, i) => i != 17), scores.Where(score => score.Position != 17).Select(score => score.Value));
    }

    [Fact]
    public async Task A_fault_that_is_thrown_ends_the_scoring_after_the_blocks_before()
    {
        var scorer = new HealthScorer<Account>(Profile, Metrics(Throwing()), new() { ThrowFaults = true });
        var source = new TrackedSource<Account>(i => new(i), 45);
        var scores = new List<ScoredCustomer<Account>>();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (ScoredCustomer<Account> score in scorer.ScoreAllAsync(source, Options(4), Cancellation))
                scores.Add(score);
        });

        Assert.Equal("Metric 'logins' threw InvalidDataException: customer 17", exception.Message);
        Assert.Equal(Expected(10), scores.Select(score => score.Value));
        Assert.Equal(1, source.Disposed);
        Assert.Equal(exception.Message, Assert.Throws<InvalidOperationException>(
            () => scorer.ScoreInto(Accounts(45), AsOf, new double[45], new int[45])).Message);
    }

    [Fact]
    public void Every_customer_is_scored_as_of_one_time()
    {
        var clock = new FakeTimeProvider(AsOf) { AutoAdvanceAmount = TimeSpan.FromHours(1) };
        var scorer = new HealthScorer<Account>(Profile,
            Metrics(HealthMetric.From<Account>("logins", (_, asOf) => (asOf - AsOf).TotalHours)), new() { TimeProvider = clock });

        IEnumerable<ScoredCustomer<Account>> scores = scorer.ScoreAll(Accounts(45), Options(2, asOf: null));

        // The mean of the hours and of 50 points for the missing seats; each enumeration begins anew.
        Assert.Equal(25, Assert.Single(scores.Select(score => score.Value).Distinct()));
        Assert.Equal(25.5, Assert.Single(scores.Select(score => score.Value).Distinct()));
    }

    [Fact]
    public void A_list_that_is_scored_is_read_once_and_let_go()
    {
        (int begun, int ended) = (0, 0);
        IEnumerable<Account> Source()
        {
            begun++;
            try
            {
                for (int i = 0; i < 45; i++)
                    yield return new(i);
            }
            finally
            {
                ended++;
            }
        }

        Assert.Equal(Expected(45), Scorer().ScoreAll(Source(), Options(3)).Select(score => score.Value));
        Assert.Equal(Expected(7), Scorer().ScoreAll(Source(), Options(3)).Take(7).Select(score => score.Value));
        Assert.Equal((2, 2), (begun, ended));
    }

    [Fact]
    public async Task Nothing_runs_on_after_the_consumer_has_broken_off()
    {
        int running = 0;
        var scorer = Scorer(HealthMetric.From<Account>("logins", account =>
        {
            Interlocked.Increment(ref running);
            Thread.Yield();
            Interlocked.Decrement(ref running);
            return account.Logins;
        }));
        for (int end = 0; end < 100; end++)
        {
            var source = new TrackedSource<Account>(i => new(i), 200);
            await foreach (ScoredCustomer<Account> score in scorer.ScoreAllAsync(source, Options(4), Cancellation))
            {
                if (score.Position == end)
                    break;
            }
            Assert.Equal(0, Volatile.Read(ref running));
        }
    }

    [Fact]
    public void Progress_tells_how_many_results_were_handed_over()
    {
        var progress = new Reports();
        var options = Options(3);
        options.Progress = progress;
        var seen = new List<long>();
        foreach (ScoredCustomer<Account> _ in Scorer().ScoreAll(Accounts(45), options))
            seen.Add(progress.All.LastOrDefault());

        Assert.Equal([10, 20, 30, 40, 45], progress.All);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => i / 10 * 10L), seen);
    }

    [Fact]
    public void Details_come_from_the_same_measurements()
    {
        int asked = 0;
        var scorer = Scorer(HealthMetric.From<Account>("logins", account =>
        {
            Interlocked.Increment(ref asked);
            return account.Logins;
        }));
        var options = Options(3);
        options.DetailsFor = score => score.Tier == "low";

        ScoredCustomer<Account>[] scores = [.. scorer.ScoreAll(Accounts(80), options)];

        Assert.Equal(80, asked);
        Assert.Equal(50, scores.Count(score => score.Details is not null));
        Assert.All(scores.Where(score => score.Details is not null), score =>
        {
            Assert.Equal("call", Assert.Single(score.Details!.Actions).Name);
            Assert.Equal(Scorer().Score(score.Customer!, AsOf).ToJson(), score.Details.ToJson());
        });
    }

    [Fact]
    public void A_kept_result_keeps_no_other_customer_alive()
    {
        (ScoredCustomer<Account> kept, WeakReference other) = KeepOne();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(other.IsAlive);
        Assert.NotEmpty(kept.Details!.Actions);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
    {
        static string Refused(ScoreStreamOptions<Account> options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Scorer().ScoreAll([], options)).Message.ReplaceLineEndings("\n");

        Assert.Equal("MaxDegreeOfParallelism must be 1 or more. (Parameter 'options')\nActual value was 0.",
            Refused(new() { MaxDegreeOfParallelism = 0 }));
        Assert.Equal("BlockSize must be 1 to 65,536. (Parameter 'options')\nActual value was 0.", Refused(new() { BlockSize = 0 }));
        Assert.Equal("BlockSize must be 1 to 65,536. (Parameter 'options')\nActual value was 65537.", Refused(new() { BlockSize = 65_537 }));
        Assert.Throws<ArgumentNullException>("customers", () => Scorer().ScoreAll(null!));
        Assert.Throws<ArgumentNullException>("customers", () => Scorer().ScoreAllAsync(null!, cancellationToken: Cancellation));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ScoredCustomer<Account> Kept, WeakReference Other) KeepOne()
    {
        Account[] accounts = Accounts(45);
        var options = Options(2);
        options.DetailsFor = _ => true;
        return (Scorer().ScoreAll(accounts, options).First(score => score.Position == 12), new(accounts[13]));
    }

    private static async Task Collect(
        TrackedSource<Account> source, ScoreStreamOptions<Account> options, List<ScoredCustomer<Account>> scores,
        CancellationToken? cancellation = null)
    {
        await foreach (ScoredCustomer<Account> score in Scorer().ScoreAllAsync(source, options, cancellation ?? Cancellation))
            scores.Add(score);
    }

    /// <summary>By hand: the mean of the logins, up to 100, and of 50 points for the missing seats.</summary>
    private static IEnumerable<double?> Expected(int count) => Enumerable.Range(0, count).Select(i => (double?)((i + 50) / 2.0));

    private static Account[] Accounts(int count) => [.. Enumerable.Range(0, count).Select(i => new Account(i))];

    private static ScoreStreamOptions<Account> Options(int parallelism) => Options<Account>(parallelism);

    private static ScoreStreamOptions<Account> Options(int parallelism, DateTimeOffset? asOf) =>
        new() { AsOf = asOf, BlockSize = 10, MaxDegreeOfParallelism = parallelism };

    private static ScoreStreamOptions<T> Options<T>(int parallelism) =>
        new() { AsOf = AsOf, BlockSize = 10, MaxDegreeOfParallelism = parallelism };

    private static HealthScorer<Account> Scorer() => Scorer(HealthMetric.From<Account>("logins", account => account.Logins));

    private static HealthScorer<T> Scorer<T>(IMetric<T> logins) => new(Profile, Metrics(logins));

    private static IMetric<T>[] Metrics<T>(IMetric<T> logins) => [logins, HealthMetric.From<T>("seats", _ => null)];

    private static IMetric<Account> Throwing() => HealthMetric.From<Account>("logins",
        account => account.Logins == 17 ? throw new InvalidDataException("customer 17") : account.Logins);

    private sealed record Account(int Logins);
}
