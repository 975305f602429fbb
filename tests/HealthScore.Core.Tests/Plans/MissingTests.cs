using Xunit;

namespace HealthScoring.Tests.Plans;

public sealed class MissingTests
{
    [Fact]
    public void An_excluded_metric_leaves_its_weight_to_its_own_dimension()
    {
        HealthScore score = Profile(MissingPolicy.Exclude).Score(("a", 80), ("c", 40));
        Assert.Equal(60, score.Value);
        Assert.Equal(0.75, score.Coverage);
        Assert.Equal("b", Assert.Single(score.Missing).Metric);
        Contribution missing = score.Contributions.Single(contribution => contribution.Metric == "b");
        Assert.Equal((null, null, 0, 0, 0),
            (missing.Value, missing.Points, missing.PointsAdded, missing.PointsAvailable, missing.PointsLost));
    }

    [Fact]
    public void A_metric_with_points_for_missing_counts_with_them_but_is_not_covered()
    {
        HealthScore score = Profile(MissingPolicy.Points(20)).Score(("a", 80), ("c", 40));
        Assert.Equal(45, score.Value);
        Assert.Equal(0.75, score.Coverage);
        Assert.Equal(5, score.Contributions.Single(contribution => contribution.Metric == "b").PointsAdded);
    }

    [Fact]
    public void A_required_metric_that_is_missing_withholds_the_score()
    {
        HealthScore score = Profile(MissingPolicy.Required).Score(("a", 80), ("c", 40));
        Assert.Null(score.Value);
        Assert.Equal(60, score.ValueIfScored);
        UnscoredReason reason = Assert.Single(score.UnscoredReasons);
        Assert.Equal((UnscoredKind.RequiredMissing, "the required metric b is missing"), (reason.Kind, reason.Text));
    }

    [Fact]
    public void A_dimension_without_data_drops_out()
    {
        HealthScore score = Profile(MissingPolicy.Exclude).Score(("c", 40));
        Assert.Equal(40, score.Value);
        Assert.Equal(0.5, score.Coverage);
        Assert.Equal([("x", null, 0), ("y", (double?)40, 1)],
            score.Dimensions.Select(dimension => (dimension.Name, dimension.Points, dimension.Share)));
    }

    [Fact]
    public void A_customer_without_any_data_is_unscored_rather_than_0()
    {
        HealthScore score = Profile(MissingPolicy.Exclude).Score();
        Assert.Null(score.Value);
        Assert.Null(score.ValueBeforeGuardrails);
        Assert.Equal(0, score.Coverage);
        Assert.Equal(UnscoredKind.NoData, Assert.Single(score.UnscoredReasons).Kind);
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.50000001, false)]
    public void A_customer_is_scored_from_the_minimum_coverage(double minimum, bool scored)
    {
        HealthScore score = Profile(MissingPolicy.Exclude, minimum).Score(("c", 40));
        Assert.Equal(scored ? 40 : null, score.Value);
        Assert.Equal(40, score.ValueIfScored);
        Assert.Equal(scored ? [] : [UnscoredKind.LowCoverage], score.UnscoredReasons.Select(reason => reason.Kind));
    }

    [Fact]
    public void Every_reason_is_reported()
    {
        HealthScore score = Profile(MissingPolicy.Required, 0.9).Score();
        Assert.Equal([UnscoredKind.NoData, UnscoredKind.RequiredMissing], score.UnscoredReasons.Select(reason => reason.Kind));
        score = Profile(MissingPolicy.Required, 0.9).Score(("c", 40));
        Assert.Equal([UnscoredKind.RequiredMissing, UnscoredKind.LowCoverage], score.UnscoredReasons.Select(reason => reason.Kind));
    }

    private static ScoringProfile Profile(MissingPolicy ofB, double minimumCoverage = 0) => ScoringProfile.Create("p", profile => profile
        .MinimumCoverage(minimumCoverage)
        .Dimension("x", 1, to => to.Metric("a", Scored.Same).Metric("b", Scored.Same, m => m.WhenMissing(ofB)))
        .Dimension("y", 1, to => to.Metric("c", Scored.Same)).Tier("any", 0));
}
