using Xunit;

namespace HealthScoring.Tests.Plans;

public sealed class ActionTests
{
    [Theory]
    [InlineData(49.9, "call: in low")]
    [InlineData(50.0)]
    public void An_action_for_a_tier_is_due_in_that_tier(double usage, params string[] due) =>
        Assert.Equal(due, Due(profile => profile.Action("call", a => a.InTier("low")), ("usage", usage)));

    [Theory]
    [InlineData(80.0, "train: usage lost 20.0 points")]
    [InlineData(80.00000000000001, "train: usage lost 20.0 points")]
    [InlineData(80.000001)]
    public void An_action_for_a_driver_is_due_from_the_points_lost(double usage, params string[] due) =>
        Assert.Equal(due, Due(profile => profile.Action("train", a => a.DrivenBy("usage", pointsLost: 20)), ("usage", usage)));

    [Theory]
    [InlineData(99.0, "train: usage lost 1.0 points")]
    [InlineData(99.5)]
    public void A_driver_loses_1_point_where_nothing_else_is_said(double usage, params string[] due) =>
        Assert.Equal(due, Due(profile => profile.Action("train", a => a.DrivenBy("usage")), ("usage", usage)));

    [Theory]
    [InlineData(80.0, "ask: adoption is 80.0, at least 80", "sell: score is 80.0, at least 80")]
    [InlineData(79.9)]
    public void An_action_for_many_points_is_due_from_these_on(double usage, params string[] due) => Assert.Equal(due, Due(profile => profile
        .Action("ask", a => a.When(Condition.DimensionAtLeast("adoption", 80))).Action("sell", a => a.When(Condition.ScoreAtLeast(80))),
        ("usage", usage)));

    [Fact]
    public void An_action_for_a_guardrail_is_due_when_it_matched_even_without_effect()
    {
        void With(ScoringProfileBuilder profile) => profile.Cap("overdue", 40, Condition.AtLeast("debt", 30))
            .Action("dun", a => a.OnGuardrail("overdue"));
        Assert.Equal(["dun: guardrail overdue"], Due(With, ("usage", 90), ("debt", 30)));
        Assert.Equal(["dun: guardrail overdue"], Due(With, ("usage", 10), ("debt", 30)));
        Assert.Empty(Due(With, ("usage", 90), ("debt", 29)));
    }

    [Fact]
    public void An_action_for_a_segment_is_due_in_that_segment()
    {
        void With(ScoringProfileBuilder profile) => profile.Segment("large", to => to.When(Condition.AtLeast("seats", 500)))
            .Action("visit", a => a.InSegment("large"));
        Assert.Equal(["visit: segment large"], Due(With, ("usage", 90), ("seats", 500)));
        Assert.Empty(Due(With, ("usage", 90), ("seats", 5)));
    }

    [Theory]
    [InlineData(40.0, 30.0, 500.0, "all: in low; usage lost 60.0 points; guardrail overdue; segment large")]
    [InlineData(90.0, 30.0, 500.0)]
    [InlineData(49.0, 30.0, 500.0)]
    [InlineData(40.0, 29.0, 500.0)]
    [InlineData(40.0, 30.0, 5.0)]
    public void Every_criterion_must_hold(double usage, double debt, double seats, params string[] due) => Assert.Equal(due, Due(
        profile => profile.Floor("overdue", 10, Condition.AtLeast("debt", 30))
            .Segment("large", to => to.When(Condition.AtLeast("seats", 500)))
            .Action("all", a => a.InTier("low").DrivenBy("usage", pointsLost: 55).OnGuardrail("overdue").InSegment("large")),
        ("usage", usage), ("debt", debt), ("seats", seats)));

    [Fact]
    public void Actions_come_by_priority_and_then_as_declared()
    {
        void With(ScoringProfileBuilder profile) => profile
            .Action("z", a => a.InTier("low")).Action("y", a => a.InTier("low").Priority(2)).Action("x", a => a.InTier("low").Priority(1))
            .Action("w", a => a.InTier("high").Priority(1))
            .Action("b", a => a.InTier("low").Priority(1)).Action("a", a => a.InTier("low"))
            .Action("last", a => a.InTier("low").Priority(int.MaxValue));
        Assert.Equal(["x", "b", "y", "last", "z", "a"], Scored.Simple(With).Score(("usage", 5)).Actions.Select(action => action.Name));
    }

    [Fact]
    public void An_unscored_customer_has_actions_for_guardrails_and_segments_only()
    {
        void With(ScoringProfileBuilder profile) => profile.Unscored("trial", Condition.Below("seats", 3))
            .Action("call", a => a.InTier("low")).Action("train", a => a.DrivenBy("usage")).Action("sell", a => a.OnGuardrail("trial"));
        Assert.Equal(["sell: guardrail trial"], Due(With, ("usage", 5), ("seats", 1)));
    }

    [Fact]
    public void An_action_carries_what_it_was_given()
    {
        DueAction action = Assert.Single(Scored.Simple(profile =>
            profile.Action("call", a => a.InTier("low").Priority(7).Describe("Call them.")))
            .Score(("usage", 5)).Actions);
        Assert.Equal(("call", "in low", 7, "Call them."), (action.Name, action.Reason, action.Priority, action.Description));
    }

    private static IEnumerable<string> Due(Action<ScoringProfileBuilder> with, params (string, double?)[] customer) =>
        Scored.Simple(with).Score(customer).Actions.Select(action => action.ToString());
}
