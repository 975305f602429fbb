using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>Weights people write, such as 0.1, 0.2 and 0.3, are not binary fractions. What they mean to be equal must be.</summary>
public sealed class RoundingTests
{
    [Theory]
    [InlineData(0.1, 0.2, 0.3)]
    [InlineData(0.7, 0.2, 0.1)]
    [InlineData(1, 2, 3)]
    public void A_customer_with_80_points_in_every_metric_is_in_the_tier_from_80(double a, double b, double c)
    {
        HealthScore score = Weighted(a, b, c).Score(("a", 80), ("b", 80), ("c", 80));

        Assert.Equal(80, score.Value);
        Assert.Equal("80.0 (high)", score.ToString());
    }

    [Theory]
    [InlineData(0.8, true)]
    [InlineData(0.800001, false)]
    public void Four_of_five_equal_weights_reach_a_minimum_coverage_of_80_per_cent(double minimum, bool scored)
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.MinimumCoverage(minimum).Tier("any", 0).Dimension("x", 1, x =>
        {
            for (char name = 'a'; name <= 'e'; name++)
                x.Metric(name.ToString(), Scored.Same, 0.3);
        }));

        HealthScore score = profile.Score(("a", 1), ("b", 1), ("c", 1), ("d", 1));

        Assert.Equal(scored, score.Value is not null);
        Assert.Contains("coverage: 80.0 %", score.Explain(), StringComparison.Ordinal);
        if (!scored)
            Assert.Equal("coverage is 80.0000 %, below 80.0001 %", Assert.Single(score.UnscoredReasons).Text);
    }

    [Theory]
    [InlineData(1, 9, 0.29, "coverage is 10.0 %, below 29.0 %")]
    [InlineData(2, 1, 0.75, "coverage is 66.7 %, below 75.0 %")]
    [InlineData(4996, 5004, 0.5, "coverage is 49.96 %, below 50.00 %")]
    public void A_low_coverage_is_printed_as_what_it_is(double present, double absent, double minimum, string reason)
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.MinimumCoverage(minimum).Tier("any", 0)
            .Dimension("x", 1, x => x.Metric("a", Scored.Same, present).Metric("b", Scored.Same, absent)));

        Assert.Equal(reason, Assert.Single(profile.Score(("a", 1)).UnscoredReasons).Text);
    }

    [Fact]
    public void A_printed_score_has_the_decimals_its_tiers_have()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Scored.Same)).Tier("low", 0).Tier("high", 66.67));

        Assert.Equal("66.68 (high)", profile.Score(("a", 66.68)).ToString());
        Assert.Equal("66.66 (low)", profile.Score(("a", 66.669)).ToString());
    }

    [Fact]
    public void A_driver_that_lost_what_is_asked_for_except_for_rounding_is_due()
    {
        // By hand: a third of the score, 30 of 100 points lost, is 10; in doubles it is 9.999999999999996.
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Scored.Same, 1).Metric("b", Scored.Same, 2))
            .Tier("any", 0).Action("train", a => a.DrivenBy("a", pointsLost: 10)));

        DueAction action = Assert.Single(profile.Score(("a", 70), ("b", 100)).Actions);

        Assert.Equal("a lost 10.0 points", action.Reason);
    }

    [Fact]
    public void What_rounding_leaves_over_is_no_metrics_points()
    {
        // By hand: nothing initial, and the sum of 49.9 is not clamped. In doubles 4.8e-8 is left over.
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Formula(Formula.Points()).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points()).Metric("a", Curve.FromKnots((0, 999_999_999.3))))
            .Dimension("y", 1, y => y.Formula(Formula.Points()).Metric("b", Curve.FromKnots((0, -999_999_950.1))))
            .Dimension("z", 1, z => z.Formula(Formula.Points()).Metric("c", Curve.FromKnots((0, 0.7)))));

        HealthScore score = profile.Score(("a", 0), ("b", 0), ("c", 0));

        Assert.Equal(49.9, score.Value!.Value, 1e-6);
        Assert.Equal(0, score.OtherPoints);
        Assert.DoesNotContain("initial points", score.Explain(), StringComparison.Ordinal);
    }

    private static ScoringProfile Weighted(double a, double b, double c) => ScoringProfile.Create("p", to => to
        .Dimension("x", 1, x => x.Metric("a", Scored.Same, a).Metric("b", Scored.Same, b).Metric("c", Scored.Same, c))
        .Tier("low", 0).Tier("high", 80));
}
