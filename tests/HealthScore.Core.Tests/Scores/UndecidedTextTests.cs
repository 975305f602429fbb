using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What is said of a guardrail that nobody could decide.</summary>
public sealed class UndecidedTextTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_that_withholds_the_score_has_no_limit_and_lists_all_that_is_missing()
    {
        ScoringProfile profile = Scored.Simple(p => p.Unscored("blind", Condition.All(Condition.AtLeast("debt", 1), Condition.AtLeast("seats", 2))));

        UndecidedGuardrail undecided = Assert.Single(profile.Score(("usage", 98)).UndecidedGuardrails);

        Assert.Equal(GuardrailEffect.Unscored, undecided.Effect);
        Assert.Null(undecided.Limit);
        Assert.Equal("blind undecided: debt (no value), seats (no value)", undecided.ToString());
    }

    [Fact]
    public void Where_a_dimension_has_faded_below_its_coverage_nothing_is_missing()
    {
        ScoringProfile profile = ScoringProfile.Create("faded", p => p
            .Dimension("opinions", 1, d => d.MinimumCoverage(0.5)
                .Metric("nps", Scored.Same, m => m.FreshFor(TimeSpan.FromDays(90), TimeSpan.FromDays(180))))
            .Dimension("usage", 1, d => d.Metric("logins", Scored.Same))
            .Cap("sad", 39, Condition.DimensionBelow("opinions", 20))
            .Tier("low", 0));

        // After 157.5 days (180 - 157.5) / 90 of it counts, a quarter.
        HealthScore score = StoredMeasurements.ScorerFor(profile).Score(
            new Dictionary<string, Measurement> { ["nps"] = new(10, AsOf.AddDays(-157.5)), ["logins"] = 90 }, AsOf);

        UndecidedGuardrail undecided = Assert.Single(score.UndecidedGuardrails);
        Assert.Equal((39.0, 90.0), (undecided.Limit, score.Value));
        Assert.Empty(undecided.Missing);
        Assert.Equal("sad undecided: too little of its data counts", undecided.ToString());
    }
}
