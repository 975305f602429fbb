using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>Sums that others worked out, by hand, for health scores of this kind.</summary>
public sealed class WorkedExamples
{
    [Fact]
    public void A_value_of_12_between_10_and_20_at_half_the_weight_contributes_10_points()
    {
        HealthScore score = OneDimension(to => to.Metric("logins", Curve.Linear(10, 20), 50).Metric("rest", Scored.Same, 50))
            .Score(("logins", 12), ("rest", 0));
        Contribution logins = score.Contributions.Single(contribution => contribution.Metric == "logins");
        Assert.Equal(20, logins.Points);
        Assert.Equal(10, logins.PointsAdded);
        Assert.Equal(50, logins.PointsAvailable);
        Assert.Equal(40, logins.PointsLost);
        Assert.Equal(10, score.Value);
    }

    [Fact]
    public void Parts_of_80_71_90_and_54_at_20_30_30_and_20_per_cent_make_75_1()
    {
        HealthScore score = ScoringProfile.Create("p", profile => profile
            .Dimension("product", 20, to => to.Metric("a", Scored.Same))
            .Dimension("support", 30, to => to.Metric("b", Scored.Same))
            .Dimension("finance", 30, to => to.Metric("c", Scored.Same))
            .Dimension("relationship", 20, to => to.Metric("d", Scored.Same))
            .Tier("any", 0)).Score(("a", 80), ("b", 71), ("c", 90), ("d", 54));
        Assert.Equal(75.1, score.Value);
        Assert.Equal("75.1 (any)", score.ToString());
    }

    [Fact]
    public void Parts_of_10_10_and_0_on_a_scale_of_10_make_6_67()
    {
        Curve outOfTen = Curve.Linear(0, 10);
        HealthScore score = OneDimension(to => to.Metric("a", outOfTen).Metric("b", outOfTen).Metric("c", outOfTen))
            .Score(("a", 10), ("b", 10), ("c", 0));
        Assert.Equal(6.67, score.Value!.Value / 10, 0.005);
        Assert.Equal(200 / 3.0, score.Value!.Value, 1e-12);
    }

    [Theory]
    // What is left of 20, 16, 16, 16 and 12 without the missing one, over its sum.
    [InlineData("a", 0.0, 16 / 60.0, 16 / 60.0, 16 / 60.0, 12 / 60.0)]
    [InlineData("b", 20 / 64.0, 0.0, 16 / 64.0, 16 / 64.0, 12 / 64.0)]
    [InlineData("e", 20 / 68.0, 16 / 68.0, 16 / 68.0, 16 / 68.0, 0.0)]
    public void A_missing_part_leaves_its_weight_to_the_others_in_proportion(string missing, params double[] shares)
    {
        ScoringProfile profile = OneDimension(to => to.Metric("a", Scored.Same, 20).Metric("b", Scored.Same, 16)
            .Metric("c", Scored.Same, 16)
            .Metric("d", Scored.Same, 16).Metric("e", Scored.Same, 12));
        string[] names = ["a", "b", "c", "d", "e"];
        HealthScore score = profile.Score([.. names.Select(name => (name, name == missing ? (double?)null : 100))]);
        Assert.Equal(shares.Select(share => 100 * share), score.Contributions.Select(contribution => contribution.PointsAdded));
        Assert.Equal(100, score.Value);
        double weight = missing switch { "a" => 20, "e" => 12, _ => 16 };
        Assert.Equal((80 - weight) / 80, score.Coverage);
    }

    [Fact]
    public void Additive_parts_of_3_0_and_26_make_29()
    {
        HealthScore score = ScoringProfile.Create("p", profile => profile.Formula(Formula.Points()).Tier("any", 0)
            .Dimension("whole", 1, to => to.Formula(Formula.Points())
                .Metric("a", Curve.Bands((0, 0), (1, 3)))
                .Metric("b", Curve.Bands((0, 0), (5, 12)))
                .Metric("c", Curve.Bands((0, 14), (2, 26))))).Score(("a", 1), ("b", 4.9), ("c", 7));
        Assert.Equal(29, score.Value);
        Assert.Equal([3, 0, 26], score.Contributions.Select(contribution => contribution.PointsAdded));
        Assert.Equal(0, score.OtherPoints);
    }

    private static ScoringProfile OneDimension(Action<DimensionBuilder> configure) =>
        ScoringProfile.Create("p", profile => profile.Dimension("whole", 1, configure).Tier("any", 0));
}
