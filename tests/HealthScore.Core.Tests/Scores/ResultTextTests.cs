extern alias core;
using core::HealthScoring.Text;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>The parts of a score in a line each.</summary>
public sealed class ResultTextTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("parts", profile => profile
        .Dimension("adoption", 3, to => to.Metric("usage", Scored.Same))
        .Dimension("opinions", 1, to => to.Metric("nps", Scored.Same))
        .Signal("debt", unit: "days").Signal("age")
        .Cap("late", 40.25, Condition.AtLeast("debt", 30))
        .Floor("young", 30, Condition.Below("age", 14))
        .Unscored("trial", Condition.Below("age", 3))
        .Tier("low", 0).Tier("high", 50));

    [Theory]
    [InlineData(7.46, "+7.5")]
    [InlineData(-3.05, "-3.1")]
    [InlineData(0, "0.0")]
    [InlineData(0.04, "0.0")]
    [InlineData(-0.04, "0.0")]
    public void Points_that_round_to_nothing_have_no_sign(double points, string text) => Assert.Equal(text, Number.Signed(points));

    [Fact]
    public void A_dimension_says_its_points_and_what_they_add()
    {
        Assert.Equal(["adoption: 60.0 points, adds 60.0", "opinions: no metric counts"],
            Profile.Score(("usage", 60)).Dimensions.Select(dimension => dimension.ToString()));
        Assert.Equal(["adoption: 60.0 points, adds 45.0", "opinions: 20.0 points, adds 5.0"],
            Profile.Score(("usage", 60), ("nps", 20)).Dimensions.Select(dimension => dimension.ToString()));
    }

    [Fact]
    public void A_guardrail_says_what_it_did_and_why()
    {
        Assert.Equal("capped at 40.25 by late (debt is 45 days, at least 30), which took 19.8 points",
            Assert.Single(Profile.Score(("usage", 60), ("debt", 45)).Guardrails).ToString());
        Assert.Equal("capped at 40.25 by late (debt is 45 days, at least 30), which changed nothing",
            Assert.Single(Profile.Score(("usage", 35), ("debt", 45)).Guardrails).ToString());
        Assert.Equal("raised to 30.0 by young (age is 10, below 14), which gave 20.0 points",
            Assert.Single(Profile.Score(("usage", 10), ("age", 10)).Guardrails).ToString());
        Assert.Contains("unscored by trial (age is 2, below 3)",
            Profile.Score(("usage", 60), ("age", 2)).Guardrails.Select(match => match.ToString()));
    }

    [Fact]
    public void A_scored_customer_says_where_it_stood_and_its_score()
    {
        var scorer = new HealthScorer<double?>(Profile,
        [
            HealthMetric.From<double?>("usage", usage => usage < 0 ? throw new TimeoutException("late") : usage),
            HealthMetric.From<double?>("nps", _ => null), HealthMetric.From<double?>("debt", _ => null), HealthMetric.From<double?>("age", _ => null),
        ], new()
        {
            OverrideBy = (usage, asOf) => usage == 70 ? ScoreOverride.OfTier("low", "why", "Ann", asOf, asOf.AddDays(1)) : null,
        });

        Assert.Equal(
            [
                "customer 0: 63.49 (high)", "customer 1: 70.00 (low, pinned)", "customer 2: unscored, 1 fault", "customer 3: unscored, 4 faults",
                "customer 4: 49.99 (low)",
            ],
            scorer.ScoreAll([63.49, 70, -1, null, 49.99]).Select(scored => scored.ToString()));
        Assert.Equal(["customer 0: 63.49 (high)"],
            scorer.ScoreAll([63.49], new() { DetailsFor = _ => true }).Select(scored => scored.ToString()));
    }
}
