using HealthScoring.Columns;
using HealthScoring.Paths;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>The last bit of a rule, where a profile has to look for it.</summary>
public sealed class EdgeTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
    private static readonly Curve Ramp = Curve.Linear(0, 1);

    [Fact]
    public void A_driver_that_lost_nothing_makes_no_action_due_however_little_it_asks_for()
    {
        var profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("all", 0).Action("a", a => a.DrivenBy("m", 1e-10)));
        HealthScorer<double> scorer = Scorer(profile);

        Assert.Empty(scorer.Score(10, AsOf).Actions);
        Assert.Single(scorer.Score(9.999, AsOf).Actions);
    }

    [Fact]
    public void Points_for_a_missing_value_may_be_more_than_the_curve_gives()
    {
        var profile = ScoringProfile.Create("p", p => p.Formula(Formula.Points())
            .Dimension("d", 1, d => d.Formula(Formula.Points())
                .Metric("m", Curve.FromKnots((0, 0), (10, 10)), m => m.WhenMissing(MissingPolicy.Points(25)))).Tier("all", 0));

        Contribution contribution = Assert.Single(Scorer(profile).Score(double.NaN, AsOf).Contributions);

        Assert.Equal((25.0, 25.0, 0.0), (contribution.PointsAdded, contribution.PointsAvailable, contribution.PointsLost));
    }

    [Fact]
    public void A_curve_ends_at_the_number_that_was_given()
    {
        for (int i = 1; i <= 300; i++)
        {
            (double worst, double best) = (i * 0.1, i * 0.7);
            Assert.Equal((worst, best), (Curve.SCurve(worst, best).Knots[0].X, Curve.SCurve(worst, best).Knots[^1].X));
            Assert.Equal((worst, best), (Curve.Log(worst, best).Knots[0].X, Curve.Log(worst, best).Knots[^1].X));
            Assert.Equal(100, Curve.SCurve(best, worst).Evaluate(worst));
        }
    }

    [Fact]
    public void A_value_that_fades_to_its_own_points_keeps_them()
    {
        // In doubles 0.3 · 0.1 + 0.7 · 0.1 is below 0.1 (after 7 days), and 0.2 · 0.1 + 0.8 · 0.1 above (after 8).
        var profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("d", 1, d => d.Metric("m", Curve.Bands((0, 0.1)), m => m
                .WhenMissing(MissingPolicy.Points(0.1)).FreshFor(TimeSpan.Zero, TimeSpan.FromDays(10)))).Tier("all", 0));
        var scorer = new ColumnScorer(profile);
        const int Rows = 500;
        double[] values = [.. Enumerable.Repeat(5.0, Rows)], ages = [.. Enumerable.Range(0, Rows).Select(i => i * 0.02)], scores = new double[Rows];

        scorer.Score([new MetricColumn(values).WithAges(ages)], scores, new int[Rows]);

        Assert.All(scores, score => Assert.Equal(0.1, score));
        Assert.All(ages, age => Assert.Equal(0.1, scorer.ScoreRow([5.0], ages: [age]).Value));
    }

    [Fact]
    public void Who_is_at_the_best_everywhere_has_100_whatever_the_weights()
    {
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            double[] weights = [.. Enumerable.Range(0, 7).Select(_ => random.NextDouble())];
            var profile = ScoringProfile.Create("p", p => p
                .Dimension("d", weights[0], d => d.Metric("a", Ramp, m => m.Weight(weights[1])).Metric("b", Ramp, m => m.Weight(weights[2])))
                .Dimension("e", weights[3], d => d.Metric("c", Ramp, m => m.Weight(weights[4])).Metric("f", Ramp, m => m.Weight(weights[5])))
                .Dimension("g", weights[6], d => d.Metric("h", Ramp))
                .Tier("all", 0));
            double[] scores = new double[9];
            var columns = new ColumnScorer(profile);
            columns.Score([.. columns.Columns.Select(_ => (MetricColumn)Enumerable.Repeat(1.0, 9).ToArray())], scores, new int[9]);

            Assert.Equal(100, Scorer(profile).Score(1, AsOf).Value);
            Assert.All(scores, score => Assert.Equal(100, score));
        }
    }

    [Fact]
    public void The_whole_effort_asks_for_the_best_points_and_not_for_a_bit_less()
    {
        var profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", 90)
            .Cap("held", 50, Condition.AtMost("m", 1000)));
        HealthScorer<double> scorer = Scorer(profile);
        for (int i = 1; i < 400; i++)
        {
            EqualEffort effort = EqualEffort.To(scorer.Score(i * 0.137, AsOf), "high");
            Assert.False(effort.IsPossible);
            Assert.Equal(100, Assert.Single(effort.Steps).NeededPoints);
        }
    }

    [Fact]
    public void A_pinned_tier_weighs_a_customer_who_has_no_score()
    {
        var profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("low", 0).Tier("high", 50));
        var tally = new PortfolioTally(profile);
        var pinned = ScoreOverride.OfTier("high", "why", "who", AsOf, AsOf.AddDays(1));
        var scorer = new HealthScorer<double>(profile, [HealthMetric.From<double>("m", value => value)], new() { OverrideBy = (_, _) => pinned });

        scorer.ScoreInto([double.NaN, 4, double.NaN], AsOf, new double[3], new int[3], tally: tally, weights: [2, 3, double.NaN]);

        PortfolioGroup all = tally.ToSummary().All;
        Assert.Equal((3L, 1L, 1L), (all.Customers, all.Scored, all.CustomersWithoutWeight));
        Assert.Equal(5.0, all.Tiers.Single(tier => tier.Tier == "high").Weight);
    }

    [Theory]
    [InlineData("1e-400", false)]
    [InlineData("0.ZEROS5", false)]
    [InlineData("0.ZEROS", true)]
    [InlineData("0e5", true)]
    [InlineData("-0.0", true)]
    public void A_number_that_would_vanish_is_refused(string number, bool isZero)
    {
        string json = $$"""
            { "name": "p", "minimumCoverage": {{number.Replace("ZEROS", new string('0', 400), StringComparison.Ordinal)}},
              "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
              "tiers": [{ "name": "all", "from": 0 }] }
            """;
        if (isZero)
            Assert.Equal(0, ScoringProfile.Parse(json).MinimumCoverage);
        else
            Assert.EndsWith(" is out of range", OnlyProblem(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000000 days", "\"1000000 days\" is not a duration")]
    [InlineData("999999 days", "999999 days is too long")]
    public void A_duration_has_at_most_six_digits(string text, string problem)
    {
        string json = $$"""
            { "name": "p", "tiers": [{ "name": "all", "from": 0 }], "dimensions": [{ "name": "d", "metrics": [
              { "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } }, "freshFor": "1 day", "staleAfter": "{{text}}" }] }] }
            """;
        Assert.Equal(problem, OnlyProblem(json));
    }

    [Fact]
    public void No_weight_at_all_is_said_of_a_dimension_and_of_all()
    {
        string[] errors = [.. Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 0, d => d.Metric("m", Curve.Linear(0, 1), m => m.Weight(0))).Tier("all", 0))).Errors.Select(error => error.ToString())];
        Assert.Equal(
            [
                "$.dimensions[0].metrics: all metrics of dimension 'd' have weight 0; give at least one a weight above 0",
                "$.dimensions: all dimensions have weight 0; give at least one a weight above 0",
            ], errors);
    }

    private static string OnlyProblem(string json) =>
        Assert.Single(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)).Errors).Problem;

    private static HealthScorer<double> Scorer(ScoringProfile profile) =>
        new(profile, [.. profile.MetricNames.Select(name => HealthMetric.From<double>(name, double? (double value) => value))]);
}
