using HealthScoring.Paths;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Paths;

public sealed class WeightSensitivityTests
{
    [Fact]
    public void A_weight_may_move_until_the_mean_passes_the_border_of_the_tier()
    {
        // use (80) and mood (40) weigh 1 each: 60. With a weight w of use, (80 w + 40) / (w + 1) is 50 at w = 1/3, and 80 is out of reach.
        WeightSensitivity sensitivity = WeightSensitivity.Of(Two(80, 40));

        Assert.Null(sensitivity.Segment);
        Assert.Equal(["mood", "nps", "use", "days"], sensitivity.Weights.Select(weight => weight.Name));
        WeightRange use = sensitivity.Weights[2];
        Assert.Equal((true, 1, 1e9, 1e9, use.Lowest), (use.IsDimension, use.Weight, use.Highest, use.HighestFactor, use.LowestFactor));
        Assert.Equal(1 / 3.0, use.Lowest, 1e-9);
        Assert.Equal(3, sensitivity.Weights[0].Highest, 1e-9);
        Assert.Equal("""
            weights that keep the tier
              mood: 1, up to 3
                nps: 1, any weight
              use: 1, from 0.3334 on
                days: 1, any weight

            """.ReplaceLineEndings("\n"), sensitivity.Explain());
    }

    [Fact]
    public void A_range_has_two_ends_where_each_way_leads_to_another_tier()
    {
        // 10 and 90 make 50 ... the tier from 40 ends at 60: (90 w + 10) / (w + 1) is 40 at w = 0.6, and 60 at 5/3.
        ScoringProfile profile = ScoringProfile.Create("two", to => to.Dimension("use", 1, all => all.Metric("days", Scored.Same))
            .Dimension("mood", 1, all => all.Metric("nps", Scored.Same)).Tier("low", 0).Tier("middle", 40).Tier("high", 60));
        WeightRange use = WeightSensitivity.Of(Accounts.Of(profile, ("days", 90), ("nps", 10))).Weights[2];

        Assert.Equal("use: 1, from 0.6 to 1.6666", use.ToString());
        Assert.False(use.IsUnlimited);
    }

    [Fact]
    public void Weights_of_a_customers_segment_are_those_it_has()
    {
        HealthScore score = Two(80, 40, to => to.Segment("own", own => own.When(Condition.Above("days", 0)).Weight("use", 4)));
        WeightSensitivity sensitivity = WeightSensitivity.Of(score);

        Assert.Equal("own", sensitivity.Segment);
        Assert.Equal("weights of segment own that keep the tier", sensitivity.ToString());
        Assert.Equal(["mood: 1, up to 12", "nps: 1, any weight", "use: 4, from 0.3334 on", "days: 1, any weight"],
            sensitivity.Weights.Select(weight => weight.ToString()));
    }

    [Fact]
    public void An_unscored_customer_keeps_having_no_score()
    {
        // Only use has data: a coverage of w / (w + 1), which is less than 0.75 below w = 3.
        HealthScore score = Two(80, nps: null, to => to.MinimumCoverage(0.75));
        Assert.Null(score.Value);

        Assert.Equal(3, WeightSensitivity.Of(score).Weights[2].Highest, 1e-6);
    }

    [Fact]
    public void An_unscored_customer_has_no_score_between_two_reasons_for_none_either()
    {
        // With a weight w of days, of which there is 0, the coverage is (w + 1) / (w + 2) and use has 100 / (w + 1) points: below w = 4/3 the
        // coverage is less than 0.7, and above w = 7/3 the points are fewer than 30. Between the two there is a score.
        ScoringProfile profile = ScoringProfile.Create("three", to => to.MinimumCoverage(0.7)
            .Dimension("use", 1, all => all.Metric("days", Scored.Same).Metric("nps", Scored.Same).Metric("seats", Scored.Same))
            .Unscored("weak", Condition.DimensionBelow("use", 30)).Tier("all", 0));
        HealthScore score = Accounts.Of(profile, ("days", 0), ("nps", 100));
        Assert.Null(score.Value);

        WeightRange days = WeightSensitivity.Of(score).Weights[1];

        Assert.Equal(("days", 1e-9), (days.Name, days.Lowest));
        Assert.Equal(4 / 3.0, days.Highest, 1e-6);
    }

    [Fact]
    public void A_weight_with_which_a_dimension_is_left_out_does_not_keep_the_tier_beyond_others_that_lose_it()
    {
        // Use has (90 w + 10) / (w + 1) points, and the score is 50 where these are 40, at w = 0.6. Below w = 0.5 use has less than 0.6 of its data,
        // and mood alone is 60 again.
        WeightRange range = Covered(3);

        Assert.Equal(0.6, range.Lowest, 1e-8);
        Assert.Equal(1e9, range.Highest);
    }

    [Fact]
    public void A_weight_at_the_end_of_its_range_has_the_same_range()
    {
        // Less than half, and use is left out; 0.6, and the score is 50.
        WeightRange range = Covered(0.55);
        Assert.Equal(0.5, range.Lowest, 1e-7);
        Assert.Equal(0.6, range.Highest, 1e-8);

        WeightRange atTheEnd = Covered(range.Lowest);

        Assert.Equal((range.Lowest, range.Highest), (atTheEnd.Lowest, atTheEnd.Highest));
    }

    [Fact]
    public void A_weight_with_which_a_dimension_just_has_its_data_is_within_the_range()
    {
        // Use has half of its data from w = 1 on, and the score is 50; below, mood alone is 10.
        static HealthScore With(double weight) => Accounts.Of(ScoringProfile.Create("half", to => to
            .Dimension("use", 1, all => all.MinimumCoverage(0.5).Metric("days", Scored.Same, weight).Metric("seats", Scored.Same))
            .Dimension("mood", 1, all => all.Metric("csat", Scored.Same)).Tier("low", 0).Tier("middle", 50)), ("days", 90), ("csat", 10));

        WeightRange days = WeightSensitivity.Of(With(3)).Weights.Single(range => range.Name == "days");

        Assert.Equal(1, days.Lowest, 1e-8);
        Assert.Equal(("low", "middle"), (With(Math.BitDecrement(days.Lowest)).Tier, With(days.Lowest).Tier));
    }

    [Fact]
    public void Under_the_formula_lowest_no_weight_matters()
    {
        HealthScore score = Two(80, 40, to => to.Formula(Formula.Lowest));

        Assert.All(WeightSensitivity.Of(score).Weights, weight => Assert.True(weight.IsUnlimited));
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => WeightSensitivity.Of(null!));
    }

    [Fact]
    public void A_range_is_found_by_asking_about_weights_of_any_kind()
    {
        WeightRange range = WeightRange.Find("nps", isDimension: false, 2, weight => weight is >= 1.5 and < 4);

        Assert.Equal(("nps", false, 2, 1.5, Math.BitDecrement(4.0)), (range.Name, range.IsDimension, range.Weight, range.Lowest, range.Highest));
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => WeightRange.Find("nps", false, 0, _ => true));
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => WeightRange.Find("nps", false, double.NaN, _ => true));
        Assert.Throws<ArgumentNullException>("name", () => WeightRange.Find(null!, false, 1, _ => true));
        Assert.Throws<ArgumentNullException>("holds", () => WeightRange.Find("nps", false, 1, null!));
    }

    /// <summary>The range of the weight of <c>days</c>, 90, next to <c>nps</c>, 10, and seats, of which there are no data.</summary>
    private static WeightRange Covered(double weight)
    {
        ScoringProfile profile = ScoringProfile.Create("covered", to => to
            .Dimension("use", 1, all => all.MinimumCoverage(0.6)
                .Metric("days", Scored.Same, weight).Metric("nps", Scored.Same).Metric("seats", Scored.Same))
            .Dimension("mood", 1, all => all.Metric("csat", Scored.Same)).Tier("low", 0).Tier("middle", 50));
        return WeightSensitivity.Of(Accounts.Of(profile, ("days", 90), ("nps", 10), ("csat", 60))).Weights.Single(range => range.Name == "days");
    }

    private static HealthScore Two(double days, double? nps, Action<ScoringProfileBuilder>? more = null,
        params (string Name, Measurement Value)[] others)
    {
        ScoringProfile profile = ScoringProfile.Create("two", to =>
        {
            to.Dimension("use", 1, all => all.Metric("days", Scored.Same)).Dimension("mood", 1, all => all.Metric("nps", Scored.Same))
                .Tier("low", 0).Tier("middle", 50).Tier("high", 80.1);
            more?.Invoke(to);
        });
        return Accounts.Of(profile, [("days", days), ("nps", nps), .. others]);
    }
}
