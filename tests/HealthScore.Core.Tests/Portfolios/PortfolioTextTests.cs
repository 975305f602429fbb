using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

/// <summary>A portfolio and its parts as text.</summary>
public sealed class PortfolioTextTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("usage", p => p
        .Dimension("usage", weight: 1, d => d
            .Metric("logins", Curve.Linear(worst: 0, best: 20), m => m.Weight(3))
            .Metric("seats", Curve.Linear(worst: 0, best: 10)))
        .Tier("low", from: 0)
        .Tier("high", from: 50)
        .Segment("large", s => s.Weight("seats", 3)));

    [Fact]
    public void A_portfolio_explains_itself()
    {
        Assert.Equal($"""
            1,203 customers, 1,202 scored, mean score 99.9
              1 customer without a weight

                      customers   share     weight    share
            low               1   0.1 %       30.5    0.0 %
            high          1,201  99.8 %  119,900.5  100.0 %
            unscored          1   0.1 %         20    0.0 %

            Lost most
              logins: 0.1 points lost per scored customer, missing for 1 customer
              seats: 0.1 points lost per scored customer, missing for 1,201 customers

            By segment
              base profile: 1,202 customers, 1,201 scored, mean score 99.9
              large: 1 customer, 1 scored, mean score 50.0

            Profile fingerprint {Profile.Fingerprint[..12]}

            """.ReplaceLineEndings("\n"), Summary(1200).Explain());
    }

    [Fact]
    public void A_portfolio_without_customers_says_so()
    {
        PortfolioSummary nobody = new PortfolioTally(Profile).ToSummary();

        Assert.Equal($"""
            0 customers, 0 scored

                      customers  share
            low               0      -
            high              0      -
            unscored          0      -

            By segment
              base profile: 0 customers, 0 scored
              large: 0 customers, 0 scored

            Profile fingerprint {Profile.Fingerprint[..12]}

            """.ReplaceLineEndings("\n"), nobody.Explain());
        Assert.Equal("logins: no customer is scored", nobody.All.Metrics[0].ToString());
        Assert.Equal("low: 0 customers", nobody.All.Tiers[0].ToString());
    }

    [Fact]
    public void A_curve_for_other_values_than_these_shows_at_once()
    {
        ScoringProfile profile = ScoringProfile.Create("shares", p => p
            .Dimension("usage", weight: 1, d => d
                .Metric("balance", Curve.Linear(worst: 0, best: 100))
                .Metric("plan", Curve.Bands((0, 0), (1, 100)))
                .Metric("seat-use", Curve.Linear(worst: 0, best: 1))
                .Metric("tickets", Curve.Linear(worst: 10, best: 0)))
            .Tier("low", from: 0)
            .Segment("large", s => s.Curve("seat-use", Curve.Linear(worst: 0, best: 100))));
        var tally = new PortfolioTally(profile);
        double[] balance = [-1, -2, -3, 50, double.NaN], plan = [2, 3, 4, 5, 6], seatUse = [45, 80, 0.5, 100, 1], tickets = [11, 12, -1, 0, 10];
        new ColumnScorer(profile).Score([balance, plan, seatUse, tickets], new double[5], new int[5], namedSegments: [-1, -1, -1, 0, -1],
            tally: tally);
        PortfolioSummary summary = tally.ToSummary();

        Assert.Contains("""

            Beyond the curve
              balance: 3 of 4 values lie below the first knot


            """.ReplaceLineEndings("\n"), summary.Explain(), StringComparison.Ordinal);
        Assert.Equal([("balance", 3, 0), ("plan", 0, 0), ("seat-use", 0, 2), ("tickets", 1, 2)], summary.All.Metrics
            .Select(metric => (metric.Metric, metric.BelowCurve, metric.AboveCurve)).Order());
        Assert.All(summary.Segments[1].Metrics, metric => Assert.Equal((0, 0), (metric.BelowCurve, metric.AboveCurve)));
    }

    [Theory]
    [InlineData(new double[] { -1, -2, 50, 60 }, null)]
    [InlineData(new double[] { 101, 102, 50, 60 }, null)]
    [InlineData(new double[] { 101, 102, 103, 50 }, "balance: 3 of 4 values lie above the last knot")]
    [InlineData(new double[] { 101, 102, 103, -1 }, "balance: 3 of 4 values lie above the last knot")]
    [InlineData(new double[] { -1, -2, -3, 101 }, "balance: 3 of 4 values lie below the first knot")]
    public void More_than_half_of_the_values_beyond_one_end_of_the_curve_are_said(double[] balance, string? line)
    {
        ScoringProfile profile = ScoringProfile.Create("balance", p => p
            .Dimension("money", weight: 1, d => d.Metric("balance", Curve.Linear(worst: 0, best: 100)))
            .Tier("low", from: 0));
        var tally = new PortfolioTally(profile);
        new ColumnScorer(profile).Score([balance], new double[4], new int[4], tally: tally);
        string text = tally.ToSummary().Explain();

        if (line is null)
            Assert.DoesNotContain("Beyond the curve", text, StringComparison.Ordinal);
        else
            Assert.Contains($"\n\nBeyond the curve\n  {line}\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_that_the_profile_does_not_have_shows_at_once()
    {
        string[] names = ["Large", "a", "b", "large", "d", "c", "Large", "e", "f"];
        var scorer = new HealthScorer<string>(Profile, [HealthMetric.From<string>("logins", _ => 20), HealthMetric.From<string>("seats", _ => 5)],
            new() { SegmentBy = name => name });
        var tally = new PortfolioTally(Profile);
        ScoredCustomer<string>[] scores = [.. scorer.ScoreAll(names, new() { Tally = tally })];
        PortfolioSummary summary = tally.ToSummary();

        Assert.Equal(names.Select(name => name == "large" ? null : name), scores.Select(score => score.UnknownSegment));
        Assert.Equal((8, 8, 0), (summary.All.CustomersOfUnknownSegment, summary.Segments[0].CustomersOfUnknownSegment,
            summary.Segments[1].CustomersOfUnknownSegment));
        Assert.StartsWith("""
            9 customers, 9 scored, mean score 86.1
              8 customers of a segment that the profile does not have
                'Large': 2 customers; did you mean 'large'?
                'a': 1 customer
                'b': 1 customer
                'c': 1 customer
                'd': 1 customer
                other names: 2 customers


            """.ReplaceLineEndings("\n"), summary.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_other_names_than_those_listed_no_line_counts_them()
    {
        var scorer = new HealthScorer<string>(Profile, [HealthMetric.From<string>("logins", _ => 20), HealthMetric.From<string>("seats", _ => 5)],
            new() { SegmentBy = name => name });
        var tally = new PortfolioTally(Profile);
        Assert.Equal(2, scorer.ScoreAll(["b", "a"], new() { Tally = tally }).Count());

        Assert.StartsWith("""
            2 customers, 2 scored, mean score 87.5
              2 customers of a segment that the profile does not have
                'a': 1 customer
                'b': 1 customer


            """.ReplaceLineEndings("\n"), tally.ToSummary().Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_fault_and_one_text_that_no_condition_names_are_said_and_what_there_is_not_is_left_out()
    {
        ScoringProfile profile = ScoringProfile.Create("labelled", p => p
            .Label("industry")
            .Label("plan")
            .Dimension("usage", weight: 1, d => d.Metric("logins", Curve.Linear(worst: 0, best: 20)))
            .Cap("farms", 20, Condition.LabelIs("industry", "farming"))
            .Cap("free", 20, Condition.LabelIs("plan", "free"))
            .Tier("low", from: 0)
            .Tier("high", from: 50));
        HealthScorer<string> scorer = new(profile,
        [
            HealthMetric.From<string>("logins", plan => plan == "down" ? throw new TimeoutException() : 20.0),
            HealthMetric.Label<string>("industry", _ => null),
            HealthMetric.Label<string>("plan", plan => plan == "down" ? null : plan),
        ]);
        var tally = new PortfolioTally(profile);
        var options = new ScoreStreamOptions<string> { Tally = tally, WeightBy = plan => plan == "gold" ? 20 : 10 };
        Assert.Equal(3, scorer.ScoreAll(["free", "gold", "down"], options).Count());

        Assert.Equal("3 customers, 2 scored, mean score 60.0\n"
            + "  1 customer with a fault: a metric, the segment function or the override function threw, an override does not fit, or the customer "
            + $"""
            is null
              plan: 1 customer has a text that no condition names
                plan 'gold': 1 customer

                      customers   share  weight   share
            low               1  33.3 %      10  25.0 %
            high              1  33.3 %      20  50.0 %
            unscored          1  33.3 %      10  25.0 %

            Profile fingerprint {profile.Fingerprint[..12]}

            """.ReplaceLineEndings("\n"), tally.ToSummary().Explain());
    }

    [Fact]
    public void A_summary_and_its_parts_say_themselves_in_a_line()
    {
        PortfolioSummary summary = Summary(1);

        Assert.Equal("4 customers, 3 scored, mean score 50.0", summary.ToString());
        Assert.Equal(["3 customers, 2 scored, mean score 50.0", "large: 1 customer, 1 scored, mean score 50.0"],
            summary.Segments.Select(group => group.ToString()));
        Assert.Equal(["low: 1 customer (25.0 %), weight 30.5 (20.2 %)", "high: 2 customers (50.0 %), weight 100.5 (66.6 %)"],
            summary.All.Tiers.Select(tier => tier.ToString()));
        Assert.StartsWith("unscored: 1 customer (25.0 %), weight 20 (", summary.All.Unscored.ToString(), StringComparison.Ordinal);
        Assert.Equal("logins: 25.0 points lost per scored customer, missing for 1 customer", summary.All.Metrics[0].ToString());
    }

    private static PortfolioSummary Summary(int happy)
    {
        var tally = new PortfolioTally(Profile);
        double[] logins = [.. Enumerable.Repeat(20.0, happy), 0, double.NaN, 20];
        double[] seats = [.. Enumerable.Repeat(double.NaN, happy), 0, double.NaN, 0];
        int[] segments = [.. Enumerable.Repeat(-1, happy + 2), 0];
        double[] weights = [.. Enumerable.Repeat(100.0, happy), 30.5, 20, 0.5];
        if (happy > 1)
            weights[0] = double.NaN;
        new ColumnScorer(Profile).Score([logins, seats], new double[logins.Length], new int[logins.Length],
            namedSegments: segments, weights: weights, tally: tally);
        return tally.ToSummary();
    }
}
