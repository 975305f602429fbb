using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What is said to have decided the score of an example that does not hold.</summary>
public sealed class VerificationReasonTests
{
    [Fact]
    public void A_guardrail_has_where_it_moved_the_score_that_way_and_otherwise_a_metric()
    {
        ProfileVerification verification = Check(p => p
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 100)))
            .Signal("overdue")
            .Signal("seats")
            .Cap("unpaid", 40, Condition.AtLeast("overdue", 30))
            .Floor("big", 60, Condition.AtLeast("seats", 500))
            .Example("raised", e => e.Value("logins", 20).Value("nps", 40).Value("seats", 800).ExpectScore(30))
            .Example("high by itself", e => e.Value("logins", 80).Value("nps", 70).Value("seats", 800).ExpectScore(50))
            .Example("low by itself", e => e.Value("logins", 30).Value("nps", 20).Value("overdue", 45).ExpectScore(50)));

        // The means are 30, 75 and 25: the floor of 60 raises the first only, and the cap of 40 lowers none.
        Assert.Equal(
            """
            Profile 'checks': 3 of 3 examples do not hold
            - example 'raised': score is 60.0, not 30.0 (mostly for guardrail big: seats is 800, at least 500)
            - example 'high by itself': score is 75.0, not 50.0 (mostly for logins: 80, 40.0 of 50.0 points)
            - example 'low by itself': score is 25.0, not 50.0 (mostly for nps: 20, 10.0 of 50.0 points)

            """.ReplaceLineEndings("\n"), verification.Explain());
    }

    [Fact]
    public void Every_reason_for_no_score_is_named()
    {
        ProfileVerification verification = Check(p => p
            .MinimumCoverage(0)
            .Dimension("all", 1, d => d
                .Metric("logins", Curve.Linear(0, 100))
                .Metric("nps", Curve.Linear(0, 100), m => m.WhenMissing(MissingPolicy.Required))
                .Metric("seats", Curve.Linear(0, 100), m => m.WhenMissing(MissingPolicy.Required)))
            .Example("silent", e => e.Value("logins", 50).ExpectScore(50)));

        Assert.Equal("example 'silent': it is unscored, not 50.0 (the required metric nps is missing; the required metric seats is missing)",
            Assert.Single(verification.Failures).ToString());
    }

    [Fact]
    public void There_may_be_no_reason_to_name()
    {
        ProfileVerification verification = Check(p => p
            .Formula(Formula.Points(10))
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
            .Example("new", e => e.Value("logins", 0).ExpectScore(5)));

        Assert.Equal("example 'new': score is 10.0, not 5.0", Assert.Single(verification.Failures).ToString());
    }

    [Theory]
    [InlineData(new[] { 40.0 }, "1 example holds")]
    [InlineData(new[] { 40.0, 41 }, "1 of 2 examples does not hold")]
    public void One_example_is_spoken_of_as_one(double[] expected, string outcome)
    {
        ProfileVerification verification = Check(p =>
        {
            p.Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)));
            foreach ((int i, double score) in expected.Index())
                p.Example($"example {i}", e => e.Value("logins", 40).ExpectScore(score));
        });

        Assert.Equal($"Profile 'checks': {outcome}", verification.ToString());
    }

    private static ProfileVerification Check(Action<ScoringProfileBuilder> parts) => ProfileVerification.Check(ScoringProfile.Create("checks", p =>
    {
        p.Tier("any", 0);
        parts(p);
    }));
}
