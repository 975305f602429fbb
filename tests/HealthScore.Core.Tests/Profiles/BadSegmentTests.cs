using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Segments that do not go together with what they inherit. One mistake is one error, word for word.</summary>
public sealed class BadSegmentTests
{
    [Fact]
    public void Weights_without_tiers_and_tiers_without_weights_are_judged() => Refused(
        p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("low", 0).Tier("high", 50)
            .Segment("weightless", s => s.Weight("d", 0)).Segment("mixed up", s => s.Tier("high", 0)),
        "$.segments[0].weights: all dimensions have weight 0; give at least one a weight above 0",
        "$.segments[1].tiers.high: 'high' starts at 0, not above 'low' at 0; list the tiers by rising score, each with a start of its own");

    [Fact]
    public void Rules_of_its_own_about_what_it_leaves_without_a_weight_are_told_where_they_stand_only() => Refused(
        p => p.Dimension("busy", 1, d => d.Metric("a", Curve.Linear(0, 1))).Dimension("other", 1, d => d.Metric("b", Curve.Linear(0, 1)))
            .Tier("all", 0).Cap("cold", 40, Condition.Below("a", 1)).Action("call", a => a.InTier("all"))
            .Segment("s", s => s.Weight("busy", 0)
                .Cap("cold", 40, Condition.DimensionBelow("busy", 10))
                .Action("call", a => a.When(Condition.DimensionBelow("busy", 10)))),
        "$.segments[0].guardrails[0].when: guardrail 'cold' asks about dimension 'busy', whose weight is 0 in segment 's'; "
            + "give the dimension a small weight, or ask about its metrics",
        "$.segments[0].actions[0].when: action 'call' asks about dimension 'busy', whose weight is 0 in segment 's'; "
            + "give the dimension a small weight, or ask about its metrics");

    private static void Refused(Action<ScoringProfileBuilder> configure, params string[] errors) => Assert.Equal(
        $"The profile 'p' has {errors.Length} errors:{string.Concat(errors.Select(error => $"\n- {error}"))}",
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", configure)).Message);
}
