using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What is counted of customers with faults, named segments and overrides, in blocks and one at a time.</summary>
public sealed class ScoreCountTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("counted", p => p
        .Dimension("adoption", 1, d => d.Metric("usage", Curve.Linear(0, 100)))
        .Unscored("trial", Condition.Below("usage", 10))
        .Tier("low", 0).Tier("high", 50)
        .Segment("big", s => s.Weight("adoption", 2))
        .Segment("small", s => s.Weight("adoption", 3)));

    // One has a fault of the segment function, one of the override function, one of the metric, and one of none.
    [Fact]
    public void A_customer_is_faulty_by_any_one_fault()
    {
        HealthScorer<string> scorer = new(Profile,
            [HealthMetric.From<string>("usage", customer => customer == "metric" ? throw new TimeoutException(customer) : 60)],
            new()
            {
                SegmentBy = customer => customer == "segment" ? throw new TimeoutException(customer) : (string?)null,
                OverrideBy = (customer, _) => customer == "override" ? throw new TimeoutException(customer) : (ScoreOverride?)null,
            });
        string[] customers = ["segment", "override", "metric", "none"];
        PortfolioTally block = new(Profile), single = new(Profile);

        Assert.Equal(3, scorer.ScoreInto(customers, AsOf, new double[4], new int[4], tally: block));
        foreach (string customer in customers)
            scorer.Score(customer, AsOf).AddTo(single);

        Assert.Equal((4, 3), (block.ToSummary().All.Customers, block.ToSummary().All.FaultyCustomers));
        Assert.Equal((4, 3), (single.ToSummary().All.Customers, single.ToSummary().All.FaultyCustomers));
    }

    [Fact]
    public void A_single_customer_counts_for_a_name_that_is_no_segments()
    {
        HealthScorer<string> scorer = new(Profile, [HealthMetric.From<string>("usage", _ => 60)], new() { SegmentBy = name => name });
        var tally = new PortfolioTally(Profile);

        foreach (string name in (string[])["big", "small", "tiny", "tiny"])
            scorer.Score(name, AsOf).AddTo(tally);

        PortfolioSummary summary = tally.ToSummary();
        Assert.Equal([("tiny", 2L)], summary.UnknownSegments.Select(segment => (segment.Name, segment.Customers)));
        Assert.Equal(2, summary.All.CustomersOfUnknownSegment);
        Assert.Equal([(null, 2L), ("big", 1L), ("small", 1L)], summary.Segments.Select(group => (group.Segment, group.Customers)));
    }

    [Fact]
    public void A_single_customer_without_a_score_loses_no_points()
    {
        HealthScorer<double> scorer = new(Profile, [HealthMetric.From<double>("usage", usage => usage)]);
        var tally = new PortfolioTally(Profile);

        scorer.Score(5, AsOf).AddTo(tally);
        scorer.Score(60, AsOf).AddTo(tally);

        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal((2, 1), (all.Customers, all.Scored));
        Assert.Equal(40, Assert.Single(all.Metrics).PointsLost);
    }

    // By hand: 80 and 60 make 70; where the logins have a fault, 80 and 0 make 40. What a metric lacks of 100 costs half as much.
    [Fact]
    public void What_a_fault_does_to_a_score_is_counted_with_its_weight_and_the_points_lost()
    {
        ScoringProfile profile = ScoringProfile.Create("policy", p => p
            .OnFault(FaultPolicy.Points(0))
            .Dimension("adoption", 1, d => d.Metric("usage", Curve.Linear(0, 100)).Metric("logins", Curve.Linear(0, 100)))
            .Tier("low", 0).Tier("high", 50));
        HealthScorer<bool> scorer = new(profile,
        [
            HealthMetric.From<bool>("usage", _ => 80),
            HealthMetric.From<bool>("logins", isDown => isDown ? throw new TimeoutException("late") : 60),
        ]);
        (double[] scores, int[] tiers, var tally) = (new double[2], new int[2], new PortfolioTally(profile));

        Assert.Equal(1, scorer.ScoreInto([false, true], AsOf, scores, tiers, tally: tally, weights: [1, 10]));

        Assert.Equal([70.0, 40.0], scores);
        Assert.Equal([1, 0], tiers);
        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal(["low: 1 customer (50.0 %), weight 10 (90.9 %)", "high: 1 customer (50.0 %), weight 1 (9.1 %)"],
            all.Tiers.Select(tier => tier.ToString()));
        Assert.Equal(55, all.MeanScore);
        Assert.Equal(470 / 11.0, all.WeightedMeanScore!.Value, 1e-9);
        Assert.Equal([("logins", 70.0), ("usage", 20.0)], all.Metrics.Select(metric => (metric.Metric, metric.PointsLost)));
        Assert.Equal([0L, 0, 0, 0, 1, 0, 0, 1, 0, 0], all.Histogram);
    }

    [Fact]
    public void An_override_is_not_left_for_the_next_customers()
    {
        HealthScorer<int> scorer = new(Profile, [HealthMetric.From<int>("usage", _ => 60)], new()
        {
            OverrideBy = (customer, _) => customer is 0 or 11 ? ScoreOverride.OfTier("low", "why", "Ann", AsOf.AddDays(-1), AsOf.AddDays(1)) : null,
        });

        ScoredCustomer<int>[] scores =
            [.. scorer.ScoreAll(Enumerable.Range(0, 30), new() { AsOf = AsOf, BlockSize = 10, MaxDegreeOfParallelism = 1 })];

        Assert.Equal([0L, 11L], scores.Where(score => score.Override is not null).Select(score => score.Position));
        Assert.Equal([0L, 11L], scores.Where(score => score.Tier == "low").Select(score => score.Position));
    }
}
