using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Plans;

public sealed class SegmentTests
{
    private static readonly ScoringProfile Sized = Scored.Simple(profile => profile
        .Segment("large", to => to.When(Condition.AtLeast("seats", 500)).Tier("middle", 60))
        .Segment("medium", to => to.When(Condition.AtLeast("seats", 100)).Tier("middle", 70))
        .Segment("hand-picked", to => to.Tier("middle", 10)));

    [Theory]
    [InlineData(500.0, "large", "seats is 500, at least 500")]
    [InlineData(499.0, "medium", "seats is 499, at least 100")]
    [InlineData(1.0, null, "no segment matches")]
    [InlineData(null, null, "no segment matches")]
    public void The_first_segment_whose_condition_holds_wins(double? seats, string? segment, string reason)
    {
        HealthScore score = Sized.Score(("usage", 65), ("seats", seats));
        Assert.Equal((segment, reason), (score.Segment, score.SegmentReason));
        Assert.Equal(segment == "medium" ? "low" : "middle", score.Tier);
    }

    [Theory]
    [InlineData("hand-picked", 1, "hand-picked", "named by the host")]
    [InlineData("medium", 1, "medium", "named by the host")]
    [InlineData("medium", 800, "large", "seats is 800, at least 500; the host named 'medium', which comes later")]
    [InlineData("large", 200, "large", "named by the host")]
    [InlineData("large", 800, "large", "named by the host")]
    [InlineData("hand-picked", 200, "medium", "seats is 200, at least 100; the host named 'hand-picked', which comes later")]
    public void A_name_counts_like_a_condition_in_the_declared_priority(string named, double seats, string segment, string reason)
    {
        HealthScore score = Sized.Score(_ => named, ("usage", 65), ("seats", seats));
        Assert.Equal((segment, reason), (score.Segment, score.SegmentReason));
    }

    [Theory]
    [InlineData(1.0, null, "no segment matches; the host named 'Large', which the profile does not have")]
    [InlineData(500.0, "large", "seats is 500, at least 500; the host named 'Large', which the profile does not have")]
    public void A_name_the_profile_does_not_have_leaves_it_to_the_conditions(double seats, string? segment, string reason)
    {
        HealthScore score = Sized.Score(_ => "Large", ("usage", 65), ("seats", seats));
        Assert.Equal((segment, reason), (score.Segment, score.SegmentReason));
    }

    [Theory]
    [InlineData(1.0, null, "no segment matches; the host's segment function threw TimeoutException: slow")]
    [InlineData(500.0, "large", "seats is 500, at least 500; the host's segment function threw TimeoutException: slow")]
    public void A_segment_function_that_throws_is_reported_and_leaves_it_to_the_conditions(double seats, string? segment, string reason)
    {
        HealthScore score = Sized.Score(_ => throw new TimeoutException("slow"), ("usage", 65), ("seats", seats));
        Assert.Equal((segment, reason), (score.Segment, score.SegmentReason));
        Assert.IsType<TimeoutException>(score.SegmentFault);
        Assert.NotNull(score.Value);
    }

    [Fact]
    public void A_profile_without_segments_says_so() =>
        Assert.Equal("the profile has no segments", Scored.Simple(_ => { }).Score(("usage", 1)).SegmentReason);

    [Fact]
    public void A_segment_overrides_weights_of_dimensions_and_metrics()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Scored.Same).Metric("b", Scored.Same, 3))
            .Dimension("y", 1, y => y.Metric("c", Scored.Same)).Tier("any", 0)
            .Segment("s", s => s.Weight("x", 3).Weight("b", 1)));
        (string, double?)[] customer = [("a", 100), ("b", 0), ("c", 0)];
        Assert.Equal(12.5, profile.Score(customer).Value);
        Assert.Equal(37.5, profile.Score(_ => "s", customer).Value);
    }

    [Fact]
    public void A_weight_of_0_in_a_segment_takes_a_required_metric_out()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Scored.Same).Metric("b", Scored.Same, m => m.WhenMissing(MissingPolicy.Required))).Tier("any", 0)
            .Segment("s", s => s.Weight("b", 0)));
        Assert.Null(profile.Score(("a", 70)).Value);
        HealthScore score = profile.Score(_ => "s", ("a", 70));
        Assert.Equal((70, 1), (score.Value, score.Coverage));
    }

    [Theory]
    [InlineData(0.1, 100.0)]
    [InlineData(0.7, 0.0)]
    public void A_part_of_weight_0_in_a_segment_is_neither_the_least_nor_the_most_of_it(double points, double other)
    {
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 3, x => x.Metric("a", Scored.Same, 3).Metric("b", Scored.Same))
            .Dimension("y", 1, y => y.Metric("c", Scored.Same)).Tier("any", 0)
            .Segment("s", s => s.Weight("b", 0).Weight("y", 0)));
        // A mean of one part is that part, and in doubles it misses: 0.1 * 3 / 3 is above 0.1, and 0.7 * 3 / 3 below 0.7.
        Assert.NotEqual(points, points * 3 / 3);

        Assert.Equal(points, profile.Score(_ => "s", ("a", points), ("b", other), ("c", other)).Value);
        double[] scores = new double[20];
        int[] segments = [.. Enumerable.Range(0, 20).Select(i => i % 3 - 1 == 0 ? 0 : -1)];
        new ColumnScorer(profile).Score([Enumerable.Repeat(points, 20).ToArray(), Enumerable.Repeat(other, 20).ToArray(),
            Enumerable.Repeat(other, 20).ToArray()], scores, new int[20], namedSegments: segments);
        double plain = profile.Score(("a", points), ("b", other), ("c", other)).Value!.Value;
        Assert.Equal(segments.Select(segment => segment == 0 ? points : plain), scores);
    }

    [Fact]
    public void A_segment_overrides_curves()
    {
        ScoringProfile profile = Scored.Simple(to => to.Segment("s", s => s.Curve("usage", Curve.Linear(0, 10))));
        Assert.Equal(5, profile.Score(("usage", 5)).Value);
        Assert.Equal(50, profile.Score(_ => "s", ("usage", 5)).Value);
    }

    [Fact]
    public void A_segment_replaces_guardrails_by_name_or_leaves_them_out()
    {
        Condition inDebt = Condition.AtLeast("debt", 30);
        ScoringProfile profile = Scored.Simple(to => to.Cap("overdue", 40, inDebt).Cap("gone", 20, inDebt)
            .Segment("s", s => s.Floor("overdue", 95, inDebt).Without("gone")).Segment("inherits", s => s.Tier("middle", 30)));
        (string, double?)[] customer = [("usage", 90), ("debt", 45)];
        Assert.Equal(20, profile.Score(customer).Value);
        Assert.Equal(20, profile.Score(_ => "inherits", customer).Value);
        HealthScore score = profile.Score(_ => "s", customer);
        Assert.Equal(95, score.Value);
        Assert.Equal("overdue", Assert.Single(score.Guardrails).Name);
    }

    [Fact]
    public void A_segment_replaces_actions_in_place_or_leaves_them_out()
    {
        ScoringProfile profile = Scored.Simple(to => to.Action("first", a => a.InTier("low")).Action("second", a => a.InTier("low"))
            .Action("third", a => a.InTier("low"))
            .Segment("s", s => s.Action("second", a => a.InSegment("s").Describe("Theirs.")).Without("first")));
        Assert.Equal(["first", "second", "third"], profile.Score(("usage", 5)).Actions.Select(action => action.Name));
        Assert.Equal(["second: segment s", "third: in low"], profile.Score(_ => "s", ("usage", 5))
            .Actions.Select(action => action.ToString()));
        Assert.Equal(["second: segment s"], profile.Score(_ => "s", ("usage", 90)).Actions.Select(action => action.ToString()));
    }

    [Theory]
    [InlineData("other", null, "base")]
    [InlineData("a", null, "base, g")]
    [InlineData("b", null, "base, call")]
    [InlineData("c", null, "s")]
    [InlineData("other", "s", "s")]
    [InlineData("d", "s", "s, g")]
    [InlineData("e", "s", "s, call")]
    public void A_text_meets_the_rules_that_name_it_and_another_text_none(string plan, string? named, string met)
    {
        ScoringProfile profile = Scored.Simple(to => to.Label("plan")
            .Cap("g", 40, Condition.LabelIs("plan", "a")).Action("call", a => a.When(Condition.LabelIs("plan", "b")))
            .Segment("s", s => s.When(Condition.LabelIs("plan", "c"))
                .Cap("g", 40, Condition.LabelIs("plan", "d")).Action("call", a => a.When(Condition.LabelIs("plan", "e")))));
        HealthScore score = StoredMeasurements.ScorerFor(profile, new() { SegmentBy = _ => named })
            .Score(new Dictionary<string, Measurement> { ["usage"] = 90, ["plan"] = Measurement.OfLabel(plan) });
        string[] all = [score.Segment ?? "base", .. score.Guardrails.Select(rule => rule.Name), .. score.Actions.Select(action => action.Name)];
        Assert.Equal(met, string.Join(", ", all));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("Usage")]
    public void An_override_of_what_is_not_there_is_an_error(string unknown)
    {
        string message = Assert.Throws<InvalidProfileException>(() => Scored.Simple(to => to.Segment("s", s => s
            .Weight(unknown, 1).Curve(unknown, Scored.Same).Tier(unknown, 5).Cap(unknown, 1, Condition.IsMissing("debt"))
            .Action(unknown, a => a.InTier("low"))
            .Without(unknown)))).Message;
        Assert.Contains("has 6 errors", message, StringComparison.Ordinal);
    }
}
