using HealthScoring.Plans;
using Xunit;

namespace HealthScoring.Tests.Plans;

public sealed class MissingTests
{
    [Fact]
    public void Two_required_values_that_are_missing_leave_no_score_as_one_does()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Tier("any", 0).Dimension("x", 1, x => x.Metric("a", Scored.Same)
            .Metric("b", Scored.Same, m => m.WhenMissing(MissingPolicy.Required))
            .Metric("c", Scored.Same, m => m.WhenMissing(MissingPolicy.Required))));
        Assert.Null(profile.Score(("a", 50)).Value);
        Assert.Null(profile.Score(("a", 50), ("b", 50)).Value);
        Assert.Equal(50, profile.Score(("a", 50), ("b", 50), ("c", 50)).Value);
    }

    [Fact]
    public void A_missing_value_has_no_number_and_counts_nothing()
    {
        HealthScore score = ScoringProfile.Create("p", to => to.Tier("any", 0)
            .Dimension("x", 1, x => x.Metric("a", Scored.Same).Metric("b", Scored.Same))).Score(("a", 50));
        Assert.Equal(MissingReason.NoValue, score.Measurements["b"].MissingReason);
        Assert.Equal([1, 0], score.Contributions.OrderBy(one => one.Metric, StringComparer.Ordinal).Select(one => one.Freshness));
    }

    [Fact]
    public void Each_fault_has_its_policy_and_a_value_that_is_only_missing_has_none()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Tier("any", 0).OnFault(FaultPolicy.Points(10)).Dimension("x", 1,
            x => x.Metric("a", Scored.Same).Metric("b", Scored.Same).Metric("c", Scored.Same).Metric("d", Scored.Same)));
        HealthScore Score(params string[] faults) => new HealthScorer<int>(profile, profile.MetricNames.Select(name => HealthMetric.From<int>(name,
            _ => faults.Contains(name) ? throw new InvalidOperationException() : name == "d" ? null : 70))).Score(0);

        Assert.Equal((70, 0.75), (Score().Value, Score().Coverage));
        Assert.Equal((70 + 70 + 10) / 3.0, Score("b").Value!.Value, 1e-9);
        Assert.Equal((70 + 10 + 10) / 3.0, Score("b", "c").Value!.Value, 1e-9);
    }

    [Fact]
    public void A_stream_knows_the_policy_of_a_single_metric()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to.Tier("any", 0).Dimension("x", 1,
            x => x.Metric("a", Scored.Same).Metric("b", Scored.Same, m => m.OnFault(FaultPolicy.Points(10)))));
        var scorer = new HealthScorer<int>(profile, [HealthMetric.From<int>("a", customer => customer), HealthMetric.From<int>("b",
            customer => customer % 2 == 0 ? throw new InvalidOperationException() : customer)]);
        int[] customers = [.. Enumerable.Range(0, 40)];

        Assert.Equal(customers.Select(customer => customer % 2 == 0 ? (customer + 10) / 2.0 : customer),
            customers.Select(one => scorer.Score(one).Value!.Value));
        Assert.Equal(customers.Select(one => scorer.Score(one).Value), scorer.ScoreAll(customers).Select(scored => scored.Value));
    }

    [Fact]
    public void A_coverage_of_just_the_least_is_enough()
    {
        // 0.5 less the tolerance, as the share of one weight of two that make 1.
        const double Half = 0.499999999;
        static ScoringProfile Profile(double weight, bool ofDimension) => ScoringProfile.Create("p", to => to.Tier("any", 0)
            .MinimumCoverage(ofDimension ? 0 : 0.5).Dimension("x", 1, x => (ofDimension ? x.MinimumCoverage(0.5) : x)
                .Metric("a", Scored.Same, weight).Metric("b", Scored.Same, 1 - weight)));
        foreach (bool ofDimension in new[] { false, true })
        {
            Assert.Equal((70, Half), (Profile(Half, ofDimension).Score(("a", 70)).Value, Profile(Half, ofDimension).Score(("a", 70)).Coverage));
            Assert.Null(Profile(Math.BitDecrement(Half), ofDimension).Score(("a", 70)).Value);
        }
    }

    [Fact]
    public void What_another_profile_calls_a_label_is_missing_where_it_is_a_metric_and_the_other_way_round()
    {
        ScoringProfile before = ScoringProfile.Create("p", to => to.Tier("any", 0).Dimension("x", 1, x => x.Metric("a", Scored.Same)
            .Metric("b", Scored.Same)).Label("plan")), after = ScoringProfile.Create("p", to => to.Tier("any", 0).Dimension("x", 1, x => x.Metric("a",
            Scored.Same).Metric("plan", Scored.Same)).Label("b"));
        HealthScore score = StoredMeasurements.ScorerFor(before).Score(new Dictionary<string, Measurement>
        {
            ["a"] = 70,
            ["b"] = 30,
            ["plan"] = Measurement.OfLabel("team"),
        }, DateTimeOffset.UnixEpoch);

        HealthScore again = new StoredScore(score).Rescore(after);
        Assert.Equal((50, 70), (score.Value, again.Value));
        Assert.Equal([("b", MissingReason.WrongKind), ("plan", MissingReason.WrongKind)],
            again.Missing.Select(missing => (missing.Metric, missing.Reason)).OrderBy(missing => missing.Metric, StringComparer.Ordinal));
    }

    [Fact]
    public void Texts_that_follow_each_other_are_one_range_of_numbers()
    {
        var codes = new LabelCodes(["free", "pro", "team"]);
        Assert.Equal([new ValueRange(0, 1)], codes.Ranges(["free", "pro"], others: false));
        Assert.Equal([new ValueRange(0, 0), new ValueRange(2, 2)], codes.Ranges(["free", "team"], others: false));
        Assert.Equal([new ValueRange(1, 1), new ValueRange(3, 3)], codes.Ranges(["free", "team"], others: true));
        Assert.Equal([new ValueRange(3, 3)], codes.Ranges(["free", "pro", "team"], others: true));
    }

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
