using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>A guardrail that asks about a missing value neither matches nor is satisfied, and results say so.</summary>
public sealed class UndecidedGuardrailTests
{
    [Fact]
    public void A_guardrail_that_asks_about_a_missing_value_is_undecided()
    {
        HealthScore score = Profile(_ => { }).Score(("usage", 98));

        UndecidedGuardrail undecided = Assert.Single(score.UndecidedGuardrails);
        Assert.Equal(("silence", GuardrailEffect.Cap, 39.0, "recency", MissingReason.NoValue, "nobody came"),
            (undecided.Name, undecided.Effect, undecided.Limit, undecided.Missing[0].Metric, undecided.Missing[0].Reason, undecided.Description));
        Assert.Equal("silence undecided: recency (no value)", undecided.ToString());
        Assert.Contains("\n  silence undecided: recency (no value)\n", score.Explain(), StringComparison.Ordinal);
        Assert.Contains("\"undecidedGuardrails\":[{\"name\":\"silence\"", score.ToJson(), StringComparison.Ordinal);
        Assert.Equal("98.0 (high)", score.ToString());
    }

    [Fact]
    public void One_that_applies_when_missing_matches()
    {
        HealthScore score = Profile(g => g.ApplyWhenMissing()).Score(("usage", 98));

        Assert.Empty(score.UndecidedGuardrails);
        Assert.Equal("capped at 39.0 by silence (recency is missing), which took 59.0 points", Assert.Single(score.Guardrails).ToString());
        Assert.Equal("39.0 (low)", score.ToString());
    }

    [Theory]
    [InlineData(5, "98.0 (high)")]
    [InlineData(21, "39.0 (low)")]
    public void A_value_decides(double recency, string text)
    {
        foreach (ScoringProfile profile in (ScoringProfile[])[Profile(_ => { }), Profile(g => g.ApplyWhenMissing())])
        {
            HealthScore score = profile.Score(("usage", 98), ("recency", recency));

            Assert.Equal(text, score.ToString());
            Assert.Empty(score.UndecidedGuardrails);
        }
    }

    [Fact]
    public void The_choice_is_part_of_the_profile()
    {
        ScoringProfile applies = Profile(g => g.ApplyWhenMissing()), ignores = Profile(_ => { });

        Assert.True(ScoringProfile.Parse(applies.ToJson()).Guardrails[0].AppliesWhenMissing);
        Assert.NotEqual(ignores.Fingerprint, applies.Fingerprint);
        Assert.Equal(ignores.Fingerprint, ScoringProfile.Parse(
            ignores.ToJson().Replace("\"cap\": 39", "\"cap\": 39, \"whenMissing\": \"ignore\"", StringComparison.Ordinal)).Fingerprint);
        Assert.Equal("$.guardrails[0].whenMissing: unknown choice \"cap\"; use \"apply\" or \"ignore\"", Error(
            ignores.ToJson().Replace("\"cap\": 39", "\"cap\": 39, \"whenMissing\": \"cap\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_condition_that_asks_for_a_missing_value_has_no_such_choice() =>
        Assert.Equal("$.guardrails[0].whenMissing: the condition asks for a missing value itself; leave \"whenMissing\" out",
            Assert.Single(Assert.Throws<InvalidProfileException>(() => Scored.Simple(
                p => p.Cap("unknown", 39, Condition.IsMissing("debt"), g => g.ApplyWhenMissing()))).Errors).ToString());

    private static string Error(string json)
    {
        InputError error = Assert.Single(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)).Errors);
        return $"{error.Path}: {error.Problem}; {error.Remedy}";
    }

    private static ScoringProfile Profile(Action<GuardrailBuilder> silence) => ScoringProfile.Create("quiet", p => p
        .Dimension("adoption", 1, d => d.Metric("usage", Scored.Same))
        .Signal("recency")
        .Tier("low", 0).Tier("high", 80)
        .Cap("silence", 39, Condition.AtLeast("recency", 21), g =>
        {
            g.Describe("nobody came");
            silence(g);
        }));
}
