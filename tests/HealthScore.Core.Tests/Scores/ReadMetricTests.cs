using System.Runtime.CompilerServices;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>How a scorer reads each form of a metric, and what it keeps of what it read.</summary>
public sealed class ReadMetricTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("usage", p => p
        .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("seats", Curve.Linear(0, 100)))
        .Tier("any", 0));

    private static readonly ScoringProfile Labelled = ScoringProfile.Create("labelled", p => p
        .Label("region")
        .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
        .Tier("any", 0)
        .Cap("north", 30, Condition.LabelIs("region", "north"))
        .Segment("big", s => s.Weight("usage", 2)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_number_for_a_label_is_no_value()
    {
        HealthScorer<double> scorer = new(Labelled,
            [HealthMetric.From<double>("logins", value => value), HealthMetric.From<double>("region", _ => 0)]);

        HealthScore score = scorer.Score(60, AsOf);
        ScoredCustomer<double> streamed = Assert.Single(scorer.ScoreAll([60], new() { AsOf = AsOf, DetailsFor = _ => true }));

        // It is not the number that stands for the north either, which would be capped at 30.
        Assert.Equal("region (a number for a label, or a label for a number)", Assert.Single(score.Missing).ToString());
        Assert.Equal((60.0, 60.0), (score.Value!.Value, streamed.Value!.Value));
        Assert.Equal(score.ToJson(), streamed.Details!.ToJson());
    }

    [Fact]
    public void One_customers_function_and_set_are_asked_once()
    {
        int asked = 0;
        var set = new SeatSet();
        HealthScorer<double> scorer = new(Profile,
        [
            HealthMetric.From<double>("logins", value =>
            {
                asked++;
                return value;
            }),
            .. HealthMetric.FromSet(set),
        ]);

        // By hand: the mean of 60 logins and 30 seats.
        Assert.Equal(45, scorer.Score(60, AsOf).Value);
        Assert.Equal((1, 1), (asked, set.Calls));
    }

    [Fact]
    public void A_set_measures_every_part_of_a_large_block()
    {
        ScoredCustomer<double>[] scores = [.. Scorer().ScoreAll(Customers(1100), new() { BlockSize = 1100, MaxDegreeOfParallelism = 1 })];

        // By hand: the mean of as many logins as the customer's number, and half as many seats.
        Assert.Equal(1100, scores.Length);
        Assert.All(scores, (score, i) => Assert.Equal(i % 100 * 0.75, score.Value!.Value, 1e-9));
    }

    [Fact]
    public void A_set_with_metrics_that_the_profile_does_not_name_is_scored_without_allocating()
    {
        HealthScorer<double> scorer = Scorer();
        double[] customers = Customers(2000);
        (double[] scores, int[] tiers) = (new double[2000], new int[2000]);
        scorer.ScoreInto(customers, AsOf, scores, tiers);
        long before = GC.GetAllocatedBytesForCurrentThread();

        scorer.ScoreInto(customers, AsOf, scores, tiers);

        // A few bytes are the queue's own.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    [Fact]
    public async Task Each_answer_of_a_batch_metric_is_as_old_as_the_metric_says()
    {
        ScoringProfile fading = ScoringProfile.Create("fading", p => p
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 100),
                m => m.FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180))))
            .Tier("any", 0));
        HealthScorer<double> scorer = new(fading, [HealthMetric.From<double>("logins", _ => 40)], batchMetrics:
        [
            HealthMetric.FromBatch<double>("nps", (customers, asOf, _) => Task.FromResult<IReadOnlyList<Measurement>>(
                [.. customers.Select(customer => new Measurement(80, asOf.AddDays(customer % 2 == 0 ? 0 : -135)))])),
        ]);

        List<double> scores = [];
        await foreach (ScoredCustomer<double> score in scorer.ScoreAllAsync(Customers(1100).ToAsyncEnumerable(),
            new() { AsOf = AsOf, BlockSize = 1100, MaxDegreeOfParallelism = 1 }, Cancellation))
        {
            scores.Add(score.Value!.Value);
        }

        // By hand: the mean of 40 and 80, or of 40 and an 80 that counts half.
        Assert.Equal(1100, scores.Count);
        Assert.All(scores, (score, i) => Assert.Equal(i % 2 == 0 ? 60 : (40 + 0.5 * 80) / 1.5, score, 1e-9));
    }

    [Fact]
    public void A_fault_whose_own_message_throws_is_told_by_its_type()
    {
        HealthScorer<double> scorer = new(Labelled,
            [HealthMetric.From<double>("logins", _ => throw new MuteException()), HealthMetric.Label<double>("region", _ => "south")]);

        Assert.Equal("logins (fault: MuteException, whose message threw NotSupportedException)",
            Assert.Single(scorer.Score(60, AsOf).Missing).ToString());
    }

    [Fact]
    public void Weights_in_the_place_of_an_output_are_refused()
    {
        double[] scores = [1, 2, 3];

        Assert.Equal("The weights overlap an output. (Parameter 'weights')", Assert.Throws<ArgumentException>(
            () => Scorer().ScoreInto(Customers(3), AsOf, scores, new int[3], tally: new PortfolioTally(Profile), weights: scores)).Message);
        Assert.Equal([1, 2, 3], scores);
    }

    [Fact]
    public void What_is_scored_into_spans_is_let_go()
    {
        HealthScorer<Account> scorer = new(Labelled,
            [HealthMetric.From<Account>("logins", _ => 60), HealthMetric.Label<Account>("region", account => account.Region)],
            new() { SegmentBy = account => account.Segment, OverrideBy = (account, _) => account.Decision });

        WeakReference[] left = ScoreOne(scorer);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.All(left, reference => Assert.False(reference.IsAlive));
        GC.KeepAlive(scorer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] ScoreOne(HealthScorer<Account> scorer)
    {
        var account = new Account(new string('r', 20), new string('s', 20),
            ScoreOverride.OfScore(20, "the sponsor has left", "Ann", AsOf.AddDays(-1), AsOf.AddDays(1)));
        double[] scores = new double[1];
        scorer.ScoreInto([account], AsOf, scores, new int[1]);
        Assert.Equal(20, scores[0]);
        return [new(account.Region), new(account.Segment), new(account.Decision)];
    }

    private static double[] Customers(int count) => [.. Enumerable.Range(0, count).Select(i => (double)(i % 100))];

    private static HealthScorer<double> Scorer() =>
        new(Profile, [HealthMetric.From<double>("logins", value => value), .. HealthMetric.FromSet(new SeatSet())]);

    private sealed record Account(string Region, string Segment, ScoreOverride Decision);

    /// <summary>Half as many seats as the customer's number, and something that the profile does not name.</summary>
    private sealed class SeatSet : IMetricSet<double>
    {
        public int Calls { get; private set; }

        public IReadOnlyList<string> Names => ["other", "seats"];

        public void Measure(ReadOnlySpan<double> customers, DateTimeOffset asOf, MetricValues values)
        {
            Calls++;
            for (int i = 0; i < customers.Length; i++)
                (values[0][i], values[1][i]) = (7, customers[i] / 2);
        }
    }

    private sealed class MuteException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
