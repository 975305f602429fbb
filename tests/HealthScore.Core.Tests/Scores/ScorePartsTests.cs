using System.Collections;
using HealthScoring.Tests.Plans;
using HealthScoring.Tests.Tracking;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>The lists of a score, and what is in them at the limits.</summary>
public sealed class ScorePartsTests
{
    [Fact]
    public void Lists_are_made_once()
    {
        ScoringProfile profile = Scored.Simple(p => p
            .Unscored("trial", Condition.Below("seats", 3))
            .Cap("owes", 40, Condition.AtLeast("debt", 30))
            .Action("greet", a => a.OnGuardrail("trial")));
        HealthScore score = profile.Score(("usage", 60), ("seats", 2));

        Assert.All(Lists(score).Zip(Lists(score)), lists =>
        {
            Assert.NotEmpty(lists.First);
            Assert.Same(lists.First, lists.Second);
        });
    }

    [Fact]
    public void A_dimension_none_of_whose_metrics_counts_is_not_left_out_for_its_coverage()
    {
        ScoringProfile profile = ScoringProfile.Create("sparse", p => p
            .Dimension("adoption", 1, d => d.Metric("usage", Scored.Same))
            .Dimension("opinions", 1, d => d.MinimumCoverage(0.5)
                .Metric("csat", Scored.Same).Metric("nps", Scored.Same).Metric("reviews", Scored.Same).Metric("stars", Scored.Same))
            .Tier("any", 0));
        HealthScore none = profile.Score(("usage", 60)), few = profile.Score(("usage", 60), ("nps", 20));

        Assert.Equal(["adoption: 60.0 points, adds 60.0", "opinions: no metric counts"], none.Dimensions.Select(dimension => dimension.ToString()));
        Assert.DoesNotContain("left out", none.Explain(), StringComparison.Ordinal);
        Assert.Equal(["adoption: 60.0 points, adds 60.0", "opinions: left out, coverage is 25.0 %, below 50.0 %"],
            few.Dimensions.Select(dimension => dimension.ToString()));
        Assert.Contains("\n  opinions: left out, coverage is 25.0 %, below 50.0 %\n", few.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Points_below_0_that_do_not_count_add_0_without_a_sign()
    {
        ScoringProfile profile = ScoringProfile.Create("sum", p => p.Formula(Formula.Points(50))
            .Dimension("adoption", 1, d => d.Formula(Formula.Points()).Metric("usage", Scored.Same))
            .Dimension("shown", 0, d => d.Formula(Formula.Points(-5)).Metric("debt", Scored.Same))
            .Tier("any", 0));

        DimensionScore shown = profile.Score(("usage", 10), ("debt", 0)).Dimensions[1];

        Assert.Equal(("shown", -5.0, 0.0), (shown.Name, shown.Points, shown.PointsAdded));
        Assert.False(double.IsNegative(shown.PointsAdded));
    }

    // Lost points reach a limit as scores do: from 1e-9 below it on.
    [Theory]
    [InlineData(40.000000001, "train: usage lost 60.0 points")]
    [InlineData(40.0000000011)]
    public void An_action_for_a_driver_is_due_from_the_tolerance_below_its_points_on(double usage, params string[] due)
    {
        ScoringProfile profile = Scored.Simple(p => p.Action("train", a => a.DrivenBy("usage", pointsLost: 60)));

        Assert.Equal(due, profile.Score(("usage", usage)).Actions.Select(action => action.ToString()));
    }

    [Fact]
    public void An_action_that_asks_for_a_tier_is_due_by_the_one_that_counts()
    {
        Followed customer = Followed.By(p => p
            .Tracking(t => t.Dwell(Dwell.Scores(2)))
            .Action("praise", a => a.When(Condition.All(Condition.TierIs("middle"), Condition.AtLeast("seats", 10)))));
        customer.Next(0, 60, seats: 20);

        TrackedScore tracked = customer.Next(1, 40, seats: 20);

        Assert.Equal(("low", "middle"), (tracked.Score.Tier, tracked.Tier));
        Assert.Equal(["praise: in middle; seats is 20, at least 10"], tracked.DueActions.Select(action => action.ToString()));
        Assert.Empty(tracked.Score.Actions);
    }

    [Fact]
    public void An_action_that_asks_for_what_is_missing_is_not_due_while_data_are_lost()
    {
        Followed customer = Followed.By(p => p.Action("ask", a => a.When(Condition.IsMissing("debt"))));
        customer.Next(0, 60, debt: 0);

        TrackedScore tracked = customer.Next(1, 60, debt: null);

        Assert.Equal(["debt"], tracked.LostMetrics);
        Assert.Empty(tracked.DueActions);
        Assert.Equal(["ask: debt is missing"], tracked.Score.Actions.Select(action => action.ToString()));
    }

    private static IEnumerable[] Lists(HealthScore score) =>
    [
        score.UnscoredReasons, score.Dimensions, score.Contributions, score.Drivers, score.Strengths, score.Guardrails, score.UndecidedGuardrails,
        score.Actions, score.Missing, score.Measurements,
    ];
}
