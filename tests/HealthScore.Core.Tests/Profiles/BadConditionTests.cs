using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Conditions that ask or compare wrongly. One mistake is one error, word for word.</summary>
public sealed class BadConditionTests
{
    [Fact]
    public void A_condition_about_two_things_and_one_about_nothing() => Refused(
        [
            (""" "metric": "days-overdue", "atLeast": 60""", """ "metric": "days-overdue", "dimension": "usage", "atLeast": 60"""),
            (""" "metric": "seats", "between" """, """ "between" """),
        ],
        "$.guardrails[0].when (line 22): "
            + "the condition asks about metric and dimension; give exactly one of metric, label, dimension, score, tier, all, any",
        "$.segments[0].when (line 36): the condition asks about nothing; give exactly one of metric, label, dimension, score, tier, all, any");

    [Fact]
    public void A_comparison_beside_what_compares_by_itself() => Refused(
        [(""" "tier": "At risk", "pri""", """ "when": { "tier": "At risk", "atLeast": 5 }, "pri""")],
        "$.actions[0].when.atLeast (line 30): \"atLeast\" stands beside \"tier\", which compares by itself; remove one of the two");

    [Fact]
    public void No_tiers_to_be_in() => Refused(
        [(""" "tier": "At risk", "pri""", """ "when": { "tier": [] }, "pri""")],
        "$.actions[0].when.tier (line 30): there is nothing to compare with; give at least one text");

    [Fact]
    public void A_comparison_of_texts_with_a_metric() => Refused(
        [(""" "atLeast": 60""", """ "is": "late" """)],
        "$.guardrails[0].when (line 22): \"is\" does not compare what the condition asks about; "
            + "give exactly one of below, atMost, above, atLeast, between, missing");

    [Fact]
    public void Comparisons_that_are_null() => Refused(
        [(""" "atLeast": 60""", """ "missing": null"""), (""" "between": [1, 10]""", """ "between": null""")],
        "$.guardrails[0].when.missing (line 22): \"missing\" is null; write \"missing\": true",
        "$.segments[0].when.between (line 36): \"between\" is null; write [from, to]");

    [Fact]
    public void A_score_that_is_null_is_one_error_also_where_none_may_be_asked_about() => Refused(
        [
            (""" "metric": "days-overdue", "atLeast": 60""", """ "score": null"""),
            (""" "tier": "At risk", "pri""", """ "when": { "score": null }, "pri"""),
        ],
        "$.guardrails[0].when.score (line 22): \"score\" is null; give a value, or leave the member out",
        "$.actions[0].when.score (line 30): \"score\" is null; give a value, or leave the member out");

    [Fact]
    public void A_bound_in_quotes_is_one_error() => Refused(
        [(""" "between": [1, 10]""", """ "between": ["1", 10]""")],
        "$.segments[0].when.between[0] (line 36): \"1\" is text, not a number; remove the quotes");

    [Fact]
    public void Conditions_that_join_nothing()
    {
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(Spoiled(
            (""" "metric": "days-overdue", "atLeast": 60""", """ "all": []"""),
            (""" "tier": "At risk", "pri""", """ "when": { "any": [] }, "pri"""))));
        Assert.Equal(
        [
            "$.guardrails[0].when.all (line 22): \"all\" joins nothing; give at least one condition",
            "$.actions[0].when.any (line 30): \"any\" joins nothing; give at least one condition",
        ], refused.Errors.Select(error => error.ToString()));
        Assert.All(refused.Errors, error => Assert.Equal("[]", error.Value));
    }

    [Fact]
    public void Bounds_that_are_not_finite() => Assert.Equal(
        """
        The profile 'p' has 3 errors:
        - $.guardrails[0].when.between: Infinity is not a finite number; give a finite number
        - $.guardrails[1].when.between: -Infinity is not a finite number; give a finite number
        - $.guardrails[2].when.below: NaN is not a finite number; give a finite number
        """.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidProfileException>(() => Capped(Condition.Between("m", 1, double.PositiveInfinity),
            Condition.Between("m", double.NegativeInfinity, 1), Condition.DimensionBelow("d", double.NaN))).Message);

    [Fact]
    public void Texts_that_are_empty_or_none()
    {
        var refused = Assert.Throws<InvalidProfileException>(() => Capped(Condition.LabelIs("plan", ""),
            Condition.LabelIsNot("plan", "free", " "), Condition.LabelIs("plan")));
        Assert.Equal(
            """
            The profile 'p' has 3 errors:
            - $.guardrails[0].when.is: the text is empty; write something, or leave the member out
            - $.guardrails[1].when.isNot[1]: the text is empty; write something, or leave the member out
            - $.guardrails[2].when.is: there is nothing to compare with; give at least one text
            """.ReplaceLineEndings("\n"), refused.Message);
        Assert.Equal("[]", refused.Errors[2].Value);
    }

    [Theory]
    [InlineData(1e9)]
    [InlineData(-1e9)]
    public void The_most_points_that_a_dimension_can_have_may_be_asked_about(double points) =>
        Assert.Equal(points, Capped(Condition.DimensionBelow("d", points)).Guardrails[0].When.Bound);

    private static ScoringProfile Capped(params Condition[] conditions) => ScoringProfile.Create("p", p =>
    {
        p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Label("plan").Tier("all", 0);
        for (int i = 0; i < conditions.Length; i++)
            p.Cap($"cap {i}", 40, conditions[i]);
    });
}
