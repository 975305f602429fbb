using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Examples that name what there is not, or expect nothing or too much. Each mistake word for word.</summary>
public sealed class BadExampleTests
{
    [Fact]
    public void Everything_that_an_example_gives_is_judged() => Refused(
        e => e.Describe(" ").Value("churn", 5).Value("plan", 1).Value("logins", double.NaN).Value("survey", 3)
            .Label("country", "x").Label("plan", "").InSegment("shops").ExpectScore(101).ExpectTier("middle"),
        ".description: the text is empty; write something, or leave the member out",
        ".values.churn: unknown metric 'churn'; use one of: logins, survey",
        ".values.plan: unknown metric 'plan'; give the text under \"labels\"; use one of: logins, survey",
        ".values.logins: NaN is not a finite number; give a finite number, or leave it out where it is missing",
        ".labels.country: unknown label 'country'; use one of: plan",
        ".labels.plan: the text is empty; write something, or leave the member out",
        ".segment: unknown segment 'shops'; use one of: banks",
        ".tier: unknown tier 'middle'; use one of: high, low",
        ".score: 101 is not a score; give a number from 0 to 100");

    [Fact]
    public void An_example_that_expects_nothing() => Refused(e => e.Value("logins", 5),
        ": example 'e' expects nothing; give a score, a tier, or \"unscored\": true");

    [Fact]
    public void An_example_without_a_score_that_expects_one() => Refused(e => e.ExpectUnscored().ExpectScore(0),
        ": example 'e' is unscored and has a score or a tier; give one or the other");

    [Fact]
    public void An_example_without_a_score_that_expects_a_tier() => Refused(e => e.ExpectUnscored().ExpectTier("low"),
        ": example 'e' is unscored and has a score or a tier; give one or the other");

    [Fact]
    public void The_age_of_a_metric_that_does_not_fade() => Refused(e => e.Value("logins", 5, TimeSpan.FromDays(1)).ExpectTier("low"),
        ".ages.logins: the age of 'logins' means nothing; give the metric \"freshFor\" and \"staleAfter\", or remove the age");

    [Theory]
    [InlineData(-1.0, "-1 hours")]
    [InlineData(1.5, "01:30:00")]
    [InlineData(36_501 * 24.0, "36501 days")]
    public void An_age_that_is_none(double hours, string age) => Refused(
        e => e.Value("survey", 5, TimeSpan.FromHours(hours)).ExpectTier("high"),
        $".ages.survey: {age} is not an age; use whole hours or days, 0 or more and at most 36500 days");

    [Theory]
    [InlineData(0)]
    [InlineData(36_500)]
    public void The_least_and_the_greatest_age_are_ages(int days) => Assert.Equal(TimeSpan.FromDays(days),
        Create(e => e.Value("survey", 5, TimeSpan.FromDays(days)).ExpectTier("high")).Examples[0].Ages["survey"]);

    [Fact]
    public void What_only_JSON_can_say() => GoodProfile.Refused(
        """
        { "name": "p",
          "dimensions": [ { "name": "use", "metrics": [ { "name": "logins", "curve": { "linear": { "worst": 0, "best": 20 } } },
            { "name": "survey", "curve": { "linear": { "worst": 0, "best": 10 } }, "freshFor": "90 days", "staleAfter": "180 days" } ] } ],
          "tiers": [ { "name": "low", "from": 0 } ],
          "examples": [
            { "name": "e", "values": {}, "unscored": false },
            { "name": "f", "score": 50 },
            { "name": "g", "values": {}, "ages": { "survey": "3 days", "churn": "1 day" }, "tier": "low" } ] }
        """,
        "$.examples[0].unscored (line 6): \"unscored\" is false; write \"unscored\": true, or give a score or a tier",
        "$.examples[1].values (line 7): \"values\" is missing; give the customer's numbers: { \"metric\": 5, … }",
        "$.examples[2].ages.survey (line 8): there is an age and no value of 'survey'; give the value too, or remove the age",
        "$.examples[2].ages.churn (line 8): unknown metric 'churn'; use one of: logins, survey");

    private static void Refused(Action<ExampleBuilder> example, params string[] errors)
    {
        var refused = Assert.Throws<InvalidProfileException>(() => Create(example));
        string count = errors.Length == 1 ? "an error" : $"{errors.Length} errors";
        Assert.Equal($"The profile 'p' has {count}:{string.Concat(errors.Select(error => $"\n- $.examples[0]{error}"))}", refused.Message);
    }

    private static ScoringProfile Create(Action<ExampleBuilder> example) => ScoringProfile.Create("p", p => p
        .Dimension("use", 1, d => d
            .Metric("logins", Curve.Linear(0, 20))
            .Metric("survey", Curve.Linear(0, 10), m => m.FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180))))
        .Label("plan").Tier("low", 0).Tier("high", 50).Segment("banks", _ => { })
        .Example("e", example));
}
