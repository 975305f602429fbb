using HealthScoring.Plans;
using Xunit;

namespace HealthScoring.Tests.Plans;

public sealed class GuardrailTests
{
    private static readonly Condition InDebt = Condition.AtLeast("debt", 30);

    [Fact]
    public void A_cap_lowers_the_score_and_says_by_how_much()
    {
        HealthScore score = Scored.Simple(profile => profile.Cap("overdue", 40, InDebt, g => g.Describe("They do not pay.")))
            .Score(("usage", 90), ("debt", 45));
        Assert.Equal(40, score.Value);
        Assert.Equal(90, score.ValueBeforeGuardrails);
        Assert.Equal("low", score.Tier);
        GuardrailMatch match = Assert.Single(score.Guardrails);
        Assert.Equal(("overdue", GuardrailEffect.Cap, 40, -50, "debt is 45, at least 30", "They do not pay."),
            (match.Name, match.Effect, match.Limit, match.Change, match.Reason, match.Description));
    }

    [Fact]
    public void A_floor_raises_the_score_and_says_by_how_much()
    {
        HealthScore score = Scored.Simple(profile => profile.Floor("launch", 60, Condition.Below("seats", 5)))
            .Score(("usage", 10), ("seats", 4));
        Assert.Equal(60, score.Value);
        Assert.Equal(50, Assert.Single(score.Guardrails).Change);
    }

    [Fact]
    public void A_score_within_the_limits_matches_and_is_left_alone()
    {
        HealthScore score = Scored.Simple(profile => profile.Cap("cap", 40, InDebt).Floor("floor", 20, InDebt))
            .Score(("usage", 40), ("debt", 30));
        Assert.Equal(40, score.Value);
        Assert.Equal([("cap", 0), ("floor", 0)], score.Guardrails.Select(match => (match.Name, match.Change)));
    }

    [Fact]
    public void The_lowest_of_several_caps_wins_and_only_it_changes_the_score()
    {
        HealthScore score = Scored.Simple(profile => profile.Cap("a", 70, InDebt).Cap("b", 35, InDebt).Cap("c", 50, InDebt)
            .Cap("d", 10, Condition.Above("debt", 100)))
            .Score(("usage", 90), ("debt", 45));
        Assert.Equal(35, score.Value);
        Assert.Equal([("a", 0), ("b", -55), ("c", 0)], score.Guardrails.Select(match => (match.Name, match.Change)));
    }

    [Fact]
    public void The_highest_of_several_floors_wins()
    {
        HealthScore score = Scored.Simple(profile => profile.Floor("a", 20, InDebt).Floor("b", 35, InDebt).Floor("c", 30, InDebt))
            .Score(("usage", 5), ("debt", 45));
        Assert.Equal(35, score.Value);
        Assert.Equal([("a", 0), ("b", 30), ("c", 0)], score.Guardrails.Select(match => (match.Name, match.Change)));
    }

    [Fact]
    public void Of_equal_caps_the_first_by_name_gets_the_change()
    {
        HealthScore score = Scored.Simple(profile => profile.Cap("b", 40, InDebt).Cap("Z", 40, Condition.Above("debt", 1000))
            .Cap("a", 40, InDebt))
            .Score(("usage", 90), ("debt", 45));
        Assert.Equal([("a", -50), ("b", 0)], score.Guardrails.Select(match => (match.Name, match.Change)));
    }

    [Theory]
    [InlineData(90, 40, -50, 0)]
    [InlineData(10, 40, 0, 30)]
    [InlineData(40, 40, 0, 0)]
    public void A_cap_beats_a_floor(double usage, double expected, double byCap, double byFloor)
    {
        HealthScore score = Scored.Simple(profile => profile.Floor("floor", 70, InDebt).Cap("cap", 40, InDebt))
            .Score(("usage", usage), ("debt", 45));
        Assert.Equal(expected, score.Value);
        Assert.Equal([("cap", byCap), ("floor", byFloor)], score.Guardrails.Select(match => (match.Name, match.Change)));
    }

    [Theory]
    [InlineData(90, 60)]
    [InlineData(10, 30)]
    [InlineData(45, 45)]
    public void A_floor_below_a_cap_leaves_a_range(double usage, double expected) => Assert.Equal(expected,
        Scored.Simple(profile => profile.Floor("floor", 30, InDebt).Cap("cap", 60, InDebt)).Score(("usage", usage), ("debt", 45)).Value);

    [Fact]
    public void Every_condition_on_a_missing_value_is_false_but_missing()
    {
        ScoringProfile profile = Scored.Simple(to => to
            .Cap("below", 1, Condition.Below("debt", 1e9)).Cap("at most", 1, Condition.AtMost("debt", 1e9))
            .Cap("above", 1, Condition.Above("debt", -1e9))
            .Cap("at least", 1, Condition.AtLeast("debt", -1e9)).Cap("between", 1, Condition.Between("debt", -1e9, 1e9))
            .Cap("missing", 40, Condition.IsMissing("debt")));
        foreach (double? missing in new double?[] { null, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            HealthScore score = profile.Score(("usage", 90), ("debt", missing));
            Assert.Equal("missing", Assert.Single(score.Guardrails).Name);
            Assert.Equal(40, score.Value);
        }
        Assert.Equal(["above", "at least", "at most", "below", "between"], profile.Score(("usage", 90), ("debt", 0))
            .Guardrails.Select(match => match.Name));
    }

    [Theory]
    [InlineData(29.999999999999996, "at most", "below")]
    [InlineData(30.0, "at least", "at most", "between")]
    [InlineData(30.000000000000004, "above", "at least", "between")]
    [InlineData(35.0, "above", "at least", "between")]
    [InlineData(35.00000000000001, "above", "at least")]
    public void Bounds_belong_to_at_most_at_least_and_between_only(double debt, params string[] matching) =>
        Assert.Equal(matching, Scored.Simple(profile => profile
            .Cap("below", 1, Condition.Below("debt", 30)).Cap("at most", 1, Condition.AtMost("debt", 30))
            .Cap("above", 1, Condition.Above("debt", 30))
            .Cap("at least", 1, Condition.AtLeast("debt", 30)).Cap("between", 1, Condition.Between("debt", 30, 35)))
            .Score(("usage", 90), ("debt", debt)).Guardrails.Select(match => match.Name));

    [Fact]
    public void A_withheld_score_says_why_and_what_it_would_have_been()
    {
        HealthScore score = Scored.Simple(profile => profile.Unscored("trial", Condition.Below("seats", 3)).Cap("overdue", 40, InDebt))
            .Score(("usage", 90), ("debt", 45), ("seats", 1));
        Assert.Null(score.Value);
        Assert.Null(score.Tier);
        Assert.Equal(90, score.ValueBeforeGuardrails);
        Assert.Equal(40, score.ValueIfScored);
        UnscoredReason reason = Assert.Single(score.UnscoredReasons);
        Assert.Equal((UnscoredKind.Guardrail, "guardrail trial: seats is 1, below 3"), (reason.Kind, reason.Text));
        Assert.Equal([("overdue", (double?)40, -50.0), ("trial", null, 0)],
            score.Guardrails.Select(match => (match.Name, match.Limit, match.Change)));
        Assert.StartsWith("unscored (40.0 if scored)\n", score.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_floor_does_not_score_a_customer_without_data()
    {
        HealthScore score = Scored.Simple(profile => profile.Floor("floor", 60, InDebt)).Score(("debt", 45));
        Assert.Null(score.Value);
        Assert.Null(score.ValueIfScored);
        Assert.Equal(0, Assert.Single(score.Guardrails).Change);
        Assert.Equal(UnscoredKind.NoData, Assert.Single(score.UnscoredReasons).Kind);
    }

    [Fact]
    public void A_guardrail_asks_about_dimensions_if_one_of_its_questions_does()
    {
        Condition ofPoints = Condition.DimensionBelow("adoption", 50);
        ScoringProfile profile = Scored.Simple(to => to.Cap("both", 40, Condition.All(InDebt, ofPoints)).Cap("points", 40, ofPoints)
            .Cap("row", 40, InDebt));
        Assert.Equal([("both", true), ("points", true), ("row", false)],
            new Plan(profile).Base.Guardrails.Select(guardrail => (guardrail.Rule.Name, guardrail.When.AsksAboutDimensions)));
    }

    [Fact]
    public void A_guardrail_may_ask_about_a_weighted_metric()
    {
        HealthScore score = Scored.Simple(profile => profile.Cap("idle", 5, Condition.AtMost("usage", 20))).Score(("usage", 20));
        Assert.Equal(5, score.Value);
    }
}
