using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

public sealed class PortfolioTallyTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("usage", p => p
        .Dimension("usage", weight: 1, d => d
            .Metric("logins", Curve.Linear(worst: 0, best: 20), weight: 3)
            .Metric("seats", Curve.Linear(worst: 0, best: 10)))
        .Tier("low", from: 0)
        .Tier("high", from: 50)
        .Segment("large", s => s.Weight("seats", 3)));

    private static readonly ColumnScorer Columns = new(Profile);

    [Fact]
    public void It_counts_tiers_weights_scores_and_what_hurts()
    {
        var tally = new PortfolioTally(Profile);
        Score(tally, logins: [20, 0, 10, double.NaN], seats: [10, 0, double.NaN, double.NaN], weights: [100, 30, double.NaN, 20]);

        PortfolioGroup all = tally.ToSummary().All;

        Assert.Equal((4, 3, 1, 1), (all.Customers, all.Scored, all.Unscored.Customers, all.CustomersWithoutWeight));
        Assert.Equal(150, all.Weight);
        Assert.Equal([("low", 1, 0.25, 30, 0.2), ("high", 2, 0.5, 100, 100 / 150.0)],
            all.Tiers.Select(tier => (tier.Tier, tier.Customers, tier.Share, tier.Weight, tier.WeightShare)));
        Assert.Equal((null, 20, 20 / 150.0), (all.Unscored.Tier, all.Unscored.Weight, all.Unscored.WeightShare));
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0, 1], all.Histogram);
        Assert.Equal(50, all.MeanScore);
        Assert.Equal(10_000 / 130.0, all.WeightedMeanScore);
        Assert.Equal((1 + 1 + 0.75 + 0) / 4, all.MeanCoverage);
        Assert.Equal([("logins", 125, 125 / 3.0, 1), ("seats", 25, 25 / 3.0, 2)],
            all.Metrics.Select(metric => (metric.Metric, metric.PointsLost, metric.MeanPointsLost, metric.Missing)));
    }

    // Eight customers are counted at a time, and the last ones one by one.
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(27)]
    public void It_counts_a_block_to_its_last_customer(int customers)
    {
        // The four customers above, in turn.
        double[] Repeated(params double[] four) => [.. Enumerable.Range(0, customers).Select(i => four[i % 4])];
        int Turns(int which) => Enumerable.Range(0, customers).Count(i => i % 4 == which);
        (int best, int worst, int middle, int unscored) = (Turns(0), Turns(1), Turns(2), Turns(3));
        var tally = new PortfolioTally(Profile);

        Score(tally, Repeated(20, 0, 10, double.NaN), Repeated(10, 0, double.NaN, double.NaN), Repeated(100, 30, double.NaN, 20));

        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal((customers, best + worst + middle, unscored, middle),
            (all.Customers, all.Scored, all.Unscored.Customers, all.CustomersWithoutWeight));
        Assert.Equal((100 * best) + (30 * worst) + (20 * unscored), all.Weight);
        Assert.Equal([worst, best + middle], all.Tiers.Select(tier => tier.Customers));
        Assert.Equal([worst, 0, 0, 0, 0, middle, 0, 0, 0, best], all.Histogram);
        Assert.Equal(((100 * best) + (50 * middle)) / (double)(best + worst + middle), all.MeanScore);
        Assert.Equal((best + worst + (0.75 * middle)) / customers, all.MeanCoverage);
    }

    [Fact]
    public void It_counts_each_segment_also_one_without_customers()
    {
        var tally = new PortfolioTally(Profile);
        Columns.Score([new double[] { 20, 0, 0 }, new double[] { 0, 10, 10 }], new double[3], new int[3], namedSegments: [-1, 0, 0], tally: tally);

        PortfolioSummary summary = tally.ToSummary();

        Assert.Equal([(null, 1, 75), ("large", 2, 50)], summary.Segments.Select(group => (group.Segment, group.Customers, group.MeanScore)));
        Assert.Equal(["seats", "logins"], summary.Segments[0].Metrics.Select(metric => metric.Metric));
        Assert.Equal(["logins", "seats"], summary.Segments[1].Metrics.Select(metric => metric.Metric));

        PortfolioGroup nobody = new PortfolioTally(Profile).ToSummary().Segments[1];
        Assert.Equal((0, null, null, null, null), (nobody.Customers, nobody.Weight, nobody.MeanScore, nobody.WeightedMeanScore, nobody.MeanCoverage));
        Assert.Equal([(0, null), (0, null)], nobody.Tiers.Select(tier => (tier.Customers, tier.Share)));
        Assert.Equal([("logins", 0, null), ("seats", 0, null)],
            nobody.Metrics.Select(metric => (metric.Metric, metric.PointsLost, metric.MeanPointsLost)));
    }

    [Fact]
    public void Customers_that_weigh_nothing_have_no_share_of_the_weight()
    {
        var tally = new PortfolioTally(Profile);
        Score(tally, logins: [20, 0], seats: [10, 0], weights: [0, 0]);

        PortfolioGroup all = tally.ToSummary().All;
        TierShare[] shares = [all.Unscored, .. all.Tiers];

        Assert.Equal((0.0, null), (all.Weight, all.WeightedMeanScore));
        Assert.All(shares, share => Assert.Equal((0.0, null), (share.Weight, share.WeightShare)));
    }

    [Fact]
    public void A_single_customer_with_a_value_at_an_end_of_a_curve_is_not_beyond_it()
    {
        var tally = new PortfolioTally(Profile);
        foreach (int logins in (int[])[-1, 0, 20, 21])
            Scorer().Score(new(logins), DateTimeOffset.UnixEpoch).AddTo(tally);

        MetricLoss loss = Assert.Single(tally.ToSummary().All.Metrics, metric => metric.Metric == "logins");
        Assert.Equal((1, 1), (loss.BelowCurve, loss.AboveCurve));
    }

    [Fact]
    public void A_single_customer_with_a_fault_and_no_score_is_in_no_sum_of_scores()
    {
        var tally = new PortfolioTally(Profile);
        HealthScorer<int> scorer = new(Profile,
        [
            HealthMetric.From<int>("logins", double? (int _) => throw new TimeoutException()),
            HealthMetric.From<int>("seats", double? (int _) => null),
        ]);
        scorer.Score(1, DateTimeOffset.UnixEpoch).AddTo(tally);

        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal((1, 0, 1, 1), (all.Customers, all.Scored, all.Unscored.Customers, all.FaultyCustomers));
        Assert.Null(all.MeanScore);
        Assert.All(all.Histogram, count => Assert.Equal(0, count));
    }

    [Fact]
    public void A_summary_does_not_change_any_more()
    {
        var tally = new PortfolioTally(Profile);
        PortfolioSummary before = tally.ToSummary();
        Score(tally, [1], [1], weights: []);

        Assert.Equal((0, 1), (before.All.Customers, tally.ToSummary().All.Customers));
        Assert.All(before.All.Histogram, count => Assert.Equal(0, count));
    }

    [Fact]
    public void A_name_with_half_of_a_character_reads_back_beside_the_segment_that_it_looks_like_then()
    {
        var profile = ScoringProfile.Create("marked", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1)))
            .Segment("a\uFFFD", s => s.Weight("d", 2)).Tier("all", 0));
        var tally = new PortfolioTally(profile);
        HealthScorer<int> scorer = new(profile, [HealthMetric.From<int>("m", _ => 1)], new() { SegmentBy = _ => "a\uD800" });
        Assert.Single(scorer.ScoreAll([1], new() { Tally = tally }));

        Assert.Equal(tally.ToJson(), PortfolioTally.Parse(tally.ToJson(), profile).ToJson());
    }

    [Fact]
    public void Tallies_of_different_profiles_are_not_added_up()
    {
        ScoringProfile other = ScoringProfile.Create("other", p => p
            .Dimension("usage", weight: 1, d => d.Metric("logins", Curve.Linear(worst: 0, best: 20)))
            .Tier("low", from: 0));
        var tally = new PortfolioTally(Profile);
        string names = $"The tally is for profile 'other' ({other.Fingerprint}), not for 'usage' ({Profile.Fingerprint}).";

        Assert.Equal($"{names} (Parameter 'other')", Assert.Throws<ArgumentException>(() => tally.Add(new(other))).Message);
        Assert.Equal($"{names} (Parameter 'tally')", Assert.Throws<ArgumentException>(() => Score(new(other), [1], [1], [])).Message);
        Assert.Equal($"{names} (Parameter 'tally')", Assert.Throws<ArgumentException>(() =>
            Scorer().ScoreInto([], default, [], [], tally: new(other))).Message);
        Assert.Equal($"{names} (Parameter 'options')", Assert.Throws<ArgumentException>(() =>
            Scorer().ScoreAll([], new() { Tally = new(other) })).Message);
        Assert.Throws<ArgumentNullException>(() => tally.Add(null!));
        Assert.Throws<ArgumentNullException>(() => new PortfolioTally(null!));
    }

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(1000000000000001, "1000000000000001")]
    public void A_weight_out_of_range_is_refused_before_anything_is_counted(double weight, string text)
    {
        var tally = new PortfolioTally(Profile);
        string message = $"weighs {text}; a weight is 0 to 1e15, and none where it is not known.";

        Assert.Equal($"Row 1 {message} (Parameter 'weights')",
            Assert.Throws<ArgumentException>(() => Score(tally, [1, 2], [1, 2], [5, weight])).Message);
        Assert.Equal($"Row 1 {message} (Parameter 'weights')", Assert.Throws<ArgumentException>(() =>
            Scorer().ScoreInto([new(1), new(2)], default, new double[2], new int[2], tally: tally, weights: [5, weight])).Message);
        Assert.Equal(0, tally.ToSummary().All.Customers);

        var options = new ScoreStreamOptions<Account> { Tally = tally, WeightBy = account => account.Logins == 3 ? weight : 5, BlockSize = 2 };
        List<ScoredCustomer<Account>> handedOver = [];
        Assert.Equal($"Customer 3 of the source {message}", Assert.Throws<InvalidOperationException>(() =>
            handedOver.AddRange(Scorer().ScoreAll([new(0), new(1), new(2), new(3)], options).Select(score => score))).Message);
        Assert.Equal((2, 10), (tally.ToSummary().All.Customers, tally.ToSummary().All.Weight));
    }

    [Fact]
    public void Weights_must_be_as_many_as_the_rows_and_have_a_tally()
    {
        var tally = new PortfolioTally(Profile);
        var scores = new double[2];

        Assert.Equal("There is room for 2 scores and 1 weights. (Parameter 'weights')",
            Assert.Throws<ArgumentException>(() => Score(tally, [1, 2], [1, 2], [5])).Message);
        Assert.Equal("There are weights, and no tally to count them in. (Parameter 'weights')",
            Assert.Throws<ArgumentException>(() => Score(null, [1, 2], [1, 2], [5, 5])).Message);
        Assert.Equal("The weights overlap an output. (Parameter 'weights')", Assert.Throws<ArgumentException>(() =>
            Columns.Score([new double[2], new double[2]], scores, new int[2], tally: tally, weights: scores)).Message);
        Assert.Equal("WeightBy weighs customers for a Tally, and there is none. (Parameter 'options')", Assert.Throws<ArgumentException>(() =>
            Scorer().ScoreAll([], new() { WeightBy = _ => 1 })).Message);
    }

    [Fact]
    public void A_stream_counts_null_customers_and_faults()
    {
        var tally = new PortfolioTally(Profile);
        var options = new ScoreStreamOptions<Account> { Tally = tally, WeightBy = account => account.Logins };
        Account[] accounts = [new(10), null!, new(7, Faulty: true), new(20)];

        Assert.Equal(4, Scorer().ScoreAll(accounts, options).Count());

        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal((4, 3, 1, 2, 1),
            (all.Customers, all.Scored, all.Unscored.Customers, all.FaultyCustomers, all.CustomersWithoutWeight));
        Assert.Equal(37, all.Weight);
        Assert.Equal([("logins", 1), ("seats", 2)],
            all.Metrics.OrderBy(metric => metric.Metric, StringComparer.Ordinal).Select(metric => (metric.Metric, metric.Missing)));
    }

    [Fact]
    public void A_stream_that_is_left_early_has_counted_the_blocks_handed_over_in_full()
    {
        var tally = new PortfolioTally(Profile);
        var options = new ScoreStreamOptions<Account> { Tally = tally, BlockSize = 10, MaxDegreeOfParallelism = 3 };
        Account[] accounts = [.. Enumerable.Range(0, 100).Select(i => new Account(i))];

        Assert.Equal(25, Scorer().ScoreAll(accounts, options).Take(25).Count());
        Assert.Equal(20, tally.ToSummary().All.Customers);

        // Each enumeration counts again.
        Assert.Equal(100, Scorer().ScoreAll(accounts, options).Count());
        Assert.Equal(120, tally.ToSummary().All.Customers);
    }

    [Fact]
    public void A_source_that_throws_was_counted_as_far_as_it_was_handed_over()
    {
        var tally = new PortfolioTally(Profile);
        var options = new ScoreStreamOptions<Account> { Tally = tally, BlockSize = 10 };

        Assert.Throws<IOException>(() => Scorer().ScoreAll(Source(), options).Count());
        Assert.Equal(13, tally.ToSummary().All.Customers);

        static IEnumerable<Account> Source()
        {
            for (int i = 0; i < 13; i++)
                yield return new(i);
            throw new IOException();
        }
    }

    [Fact]
    public void Spans_that_end_in_an_exception_count_no_customer()
    {
        var tally = new PortfolioTally(Profile);
        Account[] accounts = [.. Enumerable.Range(0, 1000).Select(i => new Account(i, Faulty: i == 900))];
        (double[] scores, int[] tiers) = (new double[1000], new int[1000]);

        Assert.Throws<InvalidOperationException>(() => Scorer(throwFaults: true).ScoreInto(accounts, default, scores, tiers, tally: tally));
        Assert.Equal(0, tally.ToSummary().All.Customers);

        Assert.Equal(1, Scorer().ScoreInto(accounts, default, scores, tiers, tally: tally));
        Assert.Equal((1000, 1), (tally.ToSummary().All.Customers, tally.ToSummary().All.FaultyCustomers));
    }

    [Fact]
    public void Counting_allocates_nothing_after_the_first_call()
    {
        var tally = new PortfolioTally(Profile);
        MetricColumn[] columns = [new double[1003], new double[1003]];
        (double[] scores, int[] tiers, double[] weights) = (new double[1003], new int[1003], new double[1003]);
        int[] named = [.. Enumerable.Range(0, 1003).Select(i => i % 2 - 1)];
        Columns.Score(columns, scores, tiers, namedSegments: named, tally: tally, weights: weights);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Columns.Score(columns, scores, tiers, namedSegments: named, tally: tally, weights: weights);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Score(PortfolioTally? tally, double[] logins, double[] seats, double[] weights) =>
        Columns.Score([logins, seats], new double[logins.Length], new int[logins.Length], tally: tally, weights: weights);

    private static HealthScorer<Account> Scorer(bool throwFaults = false) => new(Profile,
    [
        HealthMetric.From<Account>("logins", account => account.Logins),
        HealthMetric.From<Account>("seats", account => account.Faulty ? throw new TimeoutException() : 5.0),
    ], new() { ThrowFaults = throwFaults });

    private sealed record Account(int Logins, bool Faulty = false);
}
