using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>The lines of an explanation that few customers have.</summary>
public sealed class ExplanationTests
{
    // By hand: 30 points to begin with and 25 for the logins are 55, of which the cap takes 15.
    [Fact]
    public void It_has_the_segment_the_points_of_no_metric_and_a_loss_without_a_value()
    {
        ScoringProfile profile = ScoringProfile.Create("additive", p => p
            .Dimension("adoption", 1, d => d.Formula(Formula.Points(30))
                .Metric("logins", Curve.Linear(0, 20))
                .Metric("nps", Curve.Linear(-100, 100), m => m.WhenMissing(MissingPolicy.Points(0))))
            .Signal("overdue")
            .Cap("late", 40, Condition.AtLeast("overdue", 30))
            .Tier("low", 0).Tier("high", 50)
            .Segment("big", s => s.Weight("adoption", 2)));

        HealthScore score = profile.Score(_ => "big", ("logins", 5), ("overdue", 45));

        Assert.Equal(
            """
            40.0 of 100, low
              capped at 40.0 by late (overdue is 45, at least 30), which took 15.0 points
              segment: big (named by the host)
              coverage: 50.0 %; missing: nps (no value)

                                       value    points  adds     of
            adoption                              55.0  55.0  200.0
              logins                   5          25.0  25.0  100.0
              nps                      missing     0.0   0.0  100.0
            initial points and limits                   30.0

            Lost most
              nps: 100.0 points, missing
              logins: 75.0 points, at 5

            Profile additive, fingerprint
            """.ReplaceLineEndings("\n") + $" {profile.Fingerprint[..12]}, as of 2026-03-01 00:00 UTC\n",
            score.Explain());
    }

    [Fact]
    public void It_has_the_segment_where_there_is_anything_to_say_about_it()
    {
        ScoringProfile without = Scored.Simple(_ => { });
        ScoringProfile with = Scored.Simple(p => p.Segment("large", s => s.When(Condition.AtLeast("seats", 500)).Tier("middle", 60)));

        Assert.DoesNotContain("segment", without.Score(("usage", 60)).Explain(), StringComparison.Ordinal);
        Assert.Contains("\n  segment: base profile (no segment matches)\n", with.Score(("usage", 60)).Explain(), StringComparison.Ordinal);
        Assert.Contains(
            "\n  segment: base profile (the profile has no segments; the host named 'big', which the profile does not have)\n",
            without.Score(_ => "big", ("usage", 60)).Explain(), StringComparison.Ordinal);
        Assert.Contains(
            "\n  segment: base profile (the profile has no segments; the host's segment function threw TimeoutException: late)\n",
            without.Score(_ => throw new TimeoutException("late"), ("usage", 60)).Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_for_no_score_has_the_guardrails_description()
    {
        ScoringProfile profile = Scored.Simple(p => p.Unscored("trial", Condition.Below("seats", 3), g => g.Describe("Too new to judge.")));

        Assert.Equal("guardrail trial: seats is 2, below 3 (Too new to judge.)",
            Assert.Single(profile.Score(("usage", 60), ("seats", 2)).UnscoredReasons).Text);
    }

    // A metric's unit says what its raw number counts, and not what points are.
    [Fact]
    public void A_reason_about_points_has_no_metrics_unit()
    {
        ScoringProfile profile = ScoringProfile.Create("units", p => p
            .Dimension("adoption", 1, d => d.Metric("logins", Scored.Same, m => m.Unit("days")))
            .Cap("weak", 10, Condition.DimensionBelow("adoption", 50))
            .Tier("any", 0)
            .Action("call", a => a.When(Condition.ScoreBelow(50))));

        HealthScore score = profile.Score(("logins", 20));

        Assert.Equal("adoption is 20.0, below 50", Assert.Single(score.Guardrails).Reason);
        Assert.Equal("score is 10.0, below 50", Assert.Single(score.Actions).Reason);
    }

    [Fact]
    public void A_floor_at_a_tier_says_so()
    {
        ScoringProfile profile = Scored.Simple(p => p.FloorAtTier("grown", "middle", Condition.AtLeast("seats", 500)));

        Assert.Equal("raised to 50.0 (at least middle) by grown (seats is 800, at least 500), which gave 40.0 points",
            Assert.Single(profile.Score(("usage", 10), ("seats", 800)).Guardrails).ToString());
    }

    // So little is what rounding leaves, 1e-9 included.
    [Theory]
    [InlineData(1e-9, "which changed nothing")]
    [InlineData(2e-9, "which took 0.0 points")]
    public void A_cap_that_takes_no_more_than_the_tolerance_changes_nothing(double usage, string change)
    {
        ScoringProfile profile = Scored.Simple(p => p.Cap("late", 0, Condition.AtLeast("debt", 30)));

        Assert.Equal($"capped at 0.0 by late (debt is 45, at least 30), {change}",
            Assert.Single(profile.Score(("usage", usage), ("debt", 45)).Guardrails).ToString());
    }

    [Fact]
    public void An_example_that_fails_without_a_reason_has_no_empty_brackets()
    {
        ScoringProfile profile = Scored.Simple(p => p.Example("new", e => e.Value("usage", 60).ExpectUnscored()));

        ExampleFailure failure = Assert.Single(ProfileVerification.Check(profile).Failures);

        Assert.Equal("example 'new': it is 60.0 (middle), not unscored", failure.ToString());
        Assert.Equal("example 'new': it is 60.0 (middle), not unscored; correct the example, or the profile", failure.ToError().ToString());
    }
}
