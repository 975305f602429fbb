using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>More segments than a profile of its size may have.</summary>
public sealed class SegmentLimitTests
{
    [Fact]
    public void Every_condition_of_a_guardrail_or_an_action_counts()
    {
        Condition asked = Condition.Any([.. Enumerable.Repeat(Condition.Below("m", 1), 49)]);
        // One tier, and a guardrail and an action with 49 conditions each.
        Assert.Equal(
            "The profile 'p' has an error:\n- $.segments: 1000 segments vary 101 tiers, guardrails, actions and conditions; "
                + "use at most 100000 divided by their number",
            Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p =>
            {
                p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("all", 0).Cap("cap", 40, asked).Action("call", a => a.When(asked));
                for (int i = 0; i < 1000; i++)
                    p.Segment($"segment {i}", _ => { });
            })).Message);
    }

    [Fact]
    public void Too_many_segments_are_not_judged_one_by_one() => Assert.Equal(
        "The profile 'p' has an error:\n- $.segments: 1001 segments vary 1000 metrics; use at most 1000000 divided by the number of metrics",
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p =>
        {
            p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("low", 0).Tier("high", 50).Tracking(t => t.Margin(20));
            for (int i = 0; i < 999; i++)
                p.Label($"label {i}");
            // Half of what is left of the highest tier is less than the margin.
            for (int i = 0; i < 1001; i++)
                p.Segment($"segment {i}", s => s.Tier("high", 90));
        })).Message);
}
