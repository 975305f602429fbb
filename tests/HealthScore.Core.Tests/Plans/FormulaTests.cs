using Xunit;

namespace HealthScoring.Tests.Plans;

public sealed class FormulaTests
{
    private static readonly Curve Signed = Curve.FromKnots((-200, -200), (200, 200));

    [Theory]
    [InlineData(30, -10, 70, 0)]
    [InlineData(90, 20, 100, -60)]
    [InlineData(-90, 20, 0, 20)]
    [InlineData(-50, 0, 0, 0)]
    public void An_additive_score_is_clamped_at_the_end_and_says_what_that_took(double a, double b, double expected, double clamping)
    {
        HealthScore score = Additive(50).Score(("a", a), ("b", b));
        Assert.Equal(expected, score.Value);
        Assert.Equal(50 + clamping, score.OtherPoints);
        Assert.Equal([a, b], score.Contributions.Select(contribution => contribution.PointsAdded));
    }

    [Fact]
    public void An_additive_dimension_is_clamped_before_it_joins_a_mean()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points(10)).Metric("a", Signed).Metric("b", Signed))
            .Dimension("y", 1, y => y.Metric("c", Scored.Same)));
        HealthScore score = profile.Score(("a", 150), ("b", 100), ("c", 0));
        Assert.Equal(50, score.Value);
        Assert.Equal(100, score.Dimensions[0].Points);
        Assert.Equal([75, 50, 0], score.Contributions.Select(contribution => contribution.PointsAdded));
        Assert.Equal(-75, score.OtherPoints);
    }

    [Fact]
    public void An_additive_formula_does_not_share_out_what_is_missing()
    {
        HealthScore score = Additive(0).Score(("a", 30));
        Assert.Equal((30, 0.5), (score.Value, score.Coverage));
    }

    [Fact]
    public void Initial_points_of_the_score_and_of_a_dimension_are_other_points_together()
    {
        static HealthScore Of(double initial, double own) => ScoringProfile.Create("p", to => to.Formula(Formula.Points(initial)).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points(own)).Metric("a", Signed))).Score(("a", 40));

        Assert.Equal((46, 6), (Of(3, 3).Value, Of(3, 3).OtherPoints));
        Assert.Equal((40, 0), (Of(3, -3).Value, Of(3, -3).OtherPoints));
        Assert.Equal(1e-6, Of(1e-6, 0).OtherPoints, 1e-12);
    }

    [Fact]
    public void What_rounding_leaves_of_a_mean_is_in_no_other_points()
    {
        // By hand: half of the 10 initial points. In doubles the mean of 10, 20 and 41 is 3.6e-15 more than the sum of its parts.
        HealthScore score = ScoringProfile.Create("p", to => to.Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points(10)).Metric("a", Signed))
            .Dimension("y", 1, y => y.Metric("b", Scored.Same).Metric("c", Scored.Same).Metric("d", Scored.Same)))
            .Score(("a", 40), ("b", 10), ("c", 20), ("d", 41));
        Assert.Equal(5, score.OtherPoints);
    }

    [Theory]
    [InlineData(1e-9, 1e-9)]
    [InlineData(0.9e-9, 0)]
    public void Other_points_of_less_than_a_billionth_are_taken_for_rounding(double initial, double other) => Assert.Equal(other,
        ScoringProfile.Create("p", to => to.Formula(Formula.Points(initial)).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points()).Metric("a", Signed))).Score(("a", 0)).OtherPoints);

    [Fact]
    public void A_metric_below_100_points_at_its_best_loses_the_rest_in_a_mean()
    {
        HealthScore score = ScoringProfile.Create("p", to => to.Tier("any", 0)
            .Dimension("x", 1, x => x.Metric("a", Curve.FromKnots((0, 0), (1, 80))))).Score(("a", 1));
        Assert.Equal((80, 20), (score.Value, score.Contributions[0].PointsLost));
    }

    [Fact]
    public void No_score_and_no_part_of_it_is_minus_zero()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Formula(Formula.Points(-0.0)).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points(-0.0)).Metric("a", Signed).Metric("b", Curve.FromKnots((0, -0.0), (1, -0.0)), -0.0))
            .Cap("c", -0.0, Condition.AtLeast("b", 0)).Floor("f", -0.0, Condition.AtLeast("b", 0)));
        HealthScore score = profile.Score(("a", -0.0), ("b", 1));
        Assert.All([score.Value!.Value, score.ValueBeforeGuardrails!.Value, score.OtherPoints, .. score.Contributions.Select(one => one.PointsAdded),
            .. score.Contributions.Select(one => one.PointsLost)], number => Assert.False(double.IsNegative(number)));
    }

    [Fact]
    public void A_metric_of_weight_0_with_minus_points_adds_and_loses_0_and_not_minus_0()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Formula(Formula.Points()).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points()).Metric("a", Signed).Metric("b", Curve.Bands((0, -20)), 0)));
        Contribution shown = profile.Score(("a", 30), ("b", 1)).Contributions[1];
        Assert.Equal(("b", -20.0), (shown.Metric, shown.Points));
        Assert.All([shown.PointsAdded, shown.PointsAvailable, shown.PointsLost],
            number => Assert.Equal((0.0, false), (number, double.IsNegative(number))));
    }

    [Fact]
    public void Initial_points_alone_are_not_a_score() => Assert.Null(Additive(50).Score().Value);

    [Fact]
    public void Nor_are_they_where_no_data_are_asked_for()
    {
        HealthScore score = ScoringProfile.Create("p", to => to.Formula(Formula.Points(50)).MinimumCoverage(0).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points(20)).Metric("a", Signed))).Score();
        Assert.Null(score.Value);
        Assert.Null(score.ValueBeforeGuardrails);
        Assert.Null(Assert.Single(score.Dimensions).Points);
    }

    [Fact]
    public void An_additive_metric_of_weight_0_adds_nothing()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Formula(Formula.Points()).Tier("any", 0)
            .Dimension("x", 1, x => x.Formula(Formula.Points()).Metric("a", Signed, 5).Metric("b", Signed, 0)));
        Assert.Equal(30, profile.Score(("a", 30), ("b", 40)).Value);
    }

    [Fact]
    public void The_lowest_present_part_is_the_score_and_has_all_of_it()
    {
        HealthScore score = Weakest().Score(("a", 70), ("b", 30), ("c", null));
        Assert.Equal(30, score.Value);
        Assert.Equal([0, 30, 0], score.Contributions.Select(contribution => contribution.PointsAdded));
        Assert.Equal(["b"], score.Drivers.Select(driver => driver.Metric));
        Assert.Equal(70, score.Drivers[0].PointsLost);
    }

    [Fact]
    public void Of_equal_lowest_parts_the_first_by_name_counts() =>
        Assert.Equal([30, 0, 0], Weakest().Score(("c", 30), ("b", 30), ("a", 30))
            .Contributions.Select(contribution => contribution.PointsAdded));

    [Fact]
    public void Drivers_come_by_points_lost_and_equal_ones_by_name()
    {
        HealthScore score = ScoringProfile.Create("p", to => to.Tier("any", 0).Dimension("x", 1, x => x
            .Metric("c", Scored.Same).Metric("a", Scored.Same).Metric("b", Scored.Same, 2).Metric("full", Scored.Same)
            .Metric("Z", Curve.Linear(0, 1)).Metric("none", Scored.Same)))
            .Score(("a", 40), ("b", 20), ("c", 40), ("Z", 0.4), ("full", 100));
        Assert.Equal(["b", "Z", "a", "c"], score.Drivers.Select(driver => driver.Metric));
        Assert.Equal(["full", "Z", "a", "b", "c"], score.Strengths.Select(strength => strength.Metric));
    }

    private static ScoringProfile Additive(double initial) => ScoringProfile.Create("p", to => to
        .Formula(Formula.Points(initial)).Tier("any", 0)
        .Dimension("x", 1, x => x.Formula(Formula.Points()).Metric("a", Signed))
        .Dimension("y", 1, y => y.Formula(Formula.Points()).Metric("b", Signed)));

    private static ScoringProfile Weakest() => ScoringProfile.Create("p", to => to.Tier("any", 0)
        .Dimension("x", 1, x => x.Formula(Formula.Lowest)
            .Metric("b", Scored.Same, 1e-9).Metric("c", Scored.Same, 3).Metric("a", Scored.Same)));
}
