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

        Assert.Equal((null, 1, 0), (sensitivity.Segment, sensitivity.Customers, sensitivity.Share));
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
    public void Under_the_formula_lowest_no_weight_matters()
    {
        HealthScore score = Two(80, 40, to => to.Formula(Formula.Lowest));

        Assert.All(WeightSensitivity.Of(score).Weights, weight => Assert.True(weight.IsUnlimited));
    }

    [Fact]
    public void A_book_lets_a_share_of_its_customers_go()
    {
        // (80 w + nps) / (w + 1) passes 50 at w = (50 - nps) / 30: at 1/3, 2/3 and 1/30 for these, and stays above for 55.
        HealthScore[] scores = [Two(80, 40), Two(80, 30), Two(80, 49), Two(80, 55)];
        double Lowest(double share) => WeightSensitivity.OfPortfolio(scores, share).Weights[2].Lowest;

        Assert.Equal(2 / 3.0, Lowest(0), 1e-9);
        Assert.Equal(1 / 3.0, Lowest(0.25), 1e-9);
        Assert.Equal(1 / 3.0, Lowest(0.49), 1e-9);
        Assert.Equal(1 / 30.0, Lowest(0.5), 1e-9);
        Assert.Equal(1e-9, Lowest(0.75));
        Assert.Equal("weights that keep the tier of all but 25.0 % of 4 customers", WeightSensitivity.OfPortfolio(scores, 0.25).ToString());
    }

    [Fact]
    public void In_a_book_a_segment_with_a_weight_of_its_own_is_not_touched_by_the_profiles()
    {
        Action<ScoringProfileBuilder> more = to => to.Signal("seats").Segment("own", own => own.When(Condition.Above("seats", 0)).Weight("use", 4));
        HealthScore inSegment = Two(80, 40, more, ("seats", 5)), inBase = Two(80, 40, more);

        WeightSensitivity own = WeightSensitivity.OfPortfolio([inSegment], 0);
        Assert.Equal("use: 1, any weight", own.Weights[2].ToString());
        Assert.Equal("mood: 1, up to 12", own.Weights[0].ToString());
        Assert.Equal("use: 1, from 0.3334 on", WeightSensitivity.OfPortfolio([inSegment, inBase], 0.49).Weights[2].ToString());
    }

    [Fact]
    public void What_is_no_book_is_refused()
    {
        HealthScore score = Two(80, 40), other = Two(80, 40, to => to.MinimumCoverage(0.5));
        string Refused(params HealthScore[] scores) => Assert.Throws<ArgumentException>(() => WeightSensitivity.OfPortfolio(scores, 0.05)).Message;

        Assert.Equal("There are no scores; give at least one. (Parameter 'scores')", Refused());
        Assert.Equal("Score 1 is null. (Parameter 'scores')", Refused(score, null!));
        Assert.Equal($"Score 2 is by profile 'two' ({other.Fingerprint[..12]}), and score 0 by 'two' ({score.Fingerprint[..12]}); "
            + "give scores by one profile. (Parameter 'scores')", Refused(score, score, other));
        Assert.Throws<ArgumentNullException>(() => WeightSensitivity.OfPortfolio(null!, 0));
        Assert.Throws<ArgumentNullException>(() => WeightSensitivity.Of(null!));
        Assert.All([-0.1, 1.1, double.NaN], share => Assert.StartsWith("A share goes from 0 to 1. (Parameter 'share')",
            Assert.Throws<ArgumentOutOfRangeException>(() => WeightSensitivity.OfPortfolio([score], share)).Message, StringComparison.Ordinal));
    }

    private static HealthScore Two(double days, double? nps, Action<ScoringProfileBuilder>? more = null, params (string Name, Measurement Value)[] others)
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
