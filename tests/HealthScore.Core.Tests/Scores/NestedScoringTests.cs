using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Metrics that score customers by the scorer that asks them: what ends is scored, what would not end is a fault.</summary>
public sealed class NestedScoringTests
{
    private const string Refusal = "A metric of profile 'nested' scores customers with the scorer that asks it, 16 levels deep. It probably scores "
        + "its own customer; let it read the customer's data, or use another scorer.";

    private static readonly ScoringProfile Profile = ScoringProfile.Create("nested", p => p
        .Dimension("d", 1, d => d.Metric("family", Curve.Linear(0, 100)).Metric("logins", Curve.Linear(0, 100)))
        .Tier("any", 0));

    public static TheoryData<string> Ways => [.. Scorings.Keys];

    private static readonly Dictionary<string, Func<HealthScorer<Account>, Account, double?>> Scorings = new()
    {
        ["Score"] = (scorer, account) => scorer.Score(account, DateTimeOffset.UnixEpoch).Value,
        ["ScoreAsync"] = (scorer, account) => scorer.ScoreAsync(account).GetAwaiter().GetResult().Value,
        ["ScoreInto"] = (scorer, account) =>
        {
            var score = new double[1];
            scorer.ScoreInto([account], DateTimeOffset.UnixEpoch, score, new int[1]);
            return score[0];
        },
        ["ScoreAll"] = (scorer, account) => scorer.ScoreAll([account], new() { MaxDegreeOfParallelism = 1 }).Single().Value,
        ["ScoreAll on other threads"] = (scorer, account) => scorer.ScoreAll([account], new() { MaxDegreeOfParallelism = 2 }).Single().Value,
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_metric_that_scores_its_own_customer_has_a_fault(string way)
    {
        int calls = 0;
        HealthScorer<Account>? scorer = null;
        // A copy, as from a database: that it is the same customer cannot be seen.
        scorer = Scorer(account =>
        {
            calls++;
            return Scorings[way](scorer!, account with { });
        });
        Account[] accounts = [new(40), new(60)];

        // Each level keeps a thread that waits, and the pool adds one or two a second beyond these.
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, 64), ports);
        HealthScore alone;
        ScoredCustomer<Account>[] stream;
        try
        {
            alone = scorer.Score(accounts[0]);
            stream = [.. scorer.ScoreAll(accounts)];
        }
        finally
        {
            ThreadPool.SetMinThreads(threads, ports);
        }

        MissingMetric fault = Assert.Single(alone.Missing);
        Assert.Equal(("family", MissingReason.Fault), (fault.Metric, fault.Reason));
        Assert.Equal(Refusal, Assert.IsType<InvalidOperationException>(fault.Exception).Message);
        Assert.Equal(40, alone.Value);
        Assert.Equal([40, 60], stream.Select(score => score.Value));
        Assert.All(stream, score => Assert.Equal(Refusal, Assert.Single(score.Faults).Exception!.Message));
        // A block is tried as a whole, and then customer by customer.
        Assert.InRange(calls, 3 * 16, 8 * 16);
    }

    [Fact]
    public async Task So_has_a_batch_metric()
    {
        HealthScorer<Account>? scorer = null;
        scorer = new(Profile, [HealthMetric.From<Account>("logins", account => account.Logins)], batchMetrics:
        [
            HealthMetric.FromBatch<Account>("family", async (accounts, asOf, _) =>
            {
                await Task.Yield();
                return [(await scorer!.ScoreAsync(accounts[0] with { }, asOf, TestContext.Current.CancellationToken)).Value];
            }),
        ]);

        HealthScore score = await scorer.ScoreAsync(new(40), cancellationToken: TestContext.Current.CancellationToken);
        ScoredCustomer<Account> streamed = await scorer
            .ScoreAllAsync(new[] { new Account(60) }.ToAsyncEnumerable(), cancellationToken: TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal((40, Refusal), (score.Value, Assert.Single(score.Missing).Exception!.Message));
        Assert.Equal((60, Refusal), (streamed.Value, Assert.Single(streamed.Faults).Exception!.Message));
    }

    [Fact]
    public void Two_such_metrics_do_not_multiply()
    {
        int calls = 0;
        HealthScorer<Account>? scorer = null;
        double? Again(Account account)
        {
            calls++;
            return scorer!.Score(account).Value;
        }
        scorer = new(Profile, [HealthMetric.From<Account>("family", Again), HealthMetric.From<Account>("logins", Again)]);

        Assert.Equal([Refusal, Refusal], scorer.Score(new(1)).Missing.Select(metric => metric.Exception!.Message));
        Assert.InRange(calls, 2 * 16, 4 * 16);
    }

    [Fact]
    public void Where_faults_are_thrown_so_is_this_one()
    {
        HealthScorer<Account>? scorer = null;
        scorer = Scorer(account => scorer!.Score(account).Value, new() { ThrowFaults = true });

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => scorer.Score(new(1)));

        Assert.Equal($"Metric 'family' threw InvalidOperationException: {Refusal}", thrown.Message);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_metric_may_score_other_customers(string way)
    {
        HealthScorer<Account>? scorer = null;
        scorer = Scorer(account => account.Parent is { } parent ? Scorings[way](scorer!, parent) : null);
        Account root = new(16), below = new(32, root), leaf = new(64, below), circle = new(8);
        circle.Parent = circle;
        Account[] accounts = [circle, root, below, leaf];

        // By hand: the root alone; then the mean of 16 and 32, and of that and 64. A circle does not touch the customers next to it.
        double?[] expected = [8, 16, 24, 44];
        Assert.Equal(expected, accounts.Select(account => scorer.Score(account).Value));
        Assert.Equal(expected, scorer.ScoreAll(accounts, new() { BlockSize = 3 }).Select(score => score.Value));
        Assert.Equal([1, 0, 0, 0], scorer.ScoreAll(accounts).Select(score => score.Faults.Count));
    }

    private static HealthScorer<Account> Scorer(Func<Account, double?> family, HealthScorerOptions<Account>? options = null) =>
        new(Profile, [HealthMetric.From("family", family), HealthMetric.From<Account>("logins", account => account.Logins)], options);

    private sealed record Account(double Logins, Account? Parent = null)
    {
        public Account? Parent { get; set; } = Parent;
    }
}
