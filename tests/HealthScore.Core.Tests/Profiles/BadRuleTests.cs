using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Conditions, guardrails, actions and policies that say too little or too much. One mistake is one error, word for word.</summary>
public sealed class BadRuleTests
{
    [Fact]
    public void A_condition_without_a_comparison() => Refused(
        [(""", "atLeast": 60""", "")],
        "$.guardrails[0].when (line 22): "
            + "the condition compares with nothing; give exactly one of below, atMost, above, atLeast, between, missing");

    [Fact]
    public void A_condition_with_two_comparisons() => Refused(
        [(""" "atLeast": 60""", """ "atLeast": 60, "below": 90""")],
        "$.guardrails[0].when (line 22): "
            + "the condition has 2 comparisons; give exactly one of below, atMost, above, atLeast, between, missing");

    [Fact]
    public void A_condition_about_points_that_nobody_has() => Assert.Equal(
        "The profile 'p' has an error:\n- $.guardrails[0].when.below: 1E+308 points are too many; keep points between -1e9 and 1e9",
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("all", 0)
            .Cap("g", 40, Condition.DimensionBelow("d", 1e308)))).Message);

    [Fact]
    public void A_condition_that_is_text() => Refused(
        [(""" "when": { "metric": "days-overdue", "atLeast": 60 }""", """ "when": "days-overdue >= 60" """)],
        "$.guardrails[0].when (line 22): "
            + "\"days-overdue >= 60\" is text, not an object in braces; write it with the members metric, label, dimension, "
            + "score, tier, all, any, below, atMost, above, atLeast, between, missing, is, isNot");

    [Fact]
    public void Between_bounds_in_reverse() => Refused(
        [(""" "between": [1, 10]""", """ "between": [10, 1]""")],
        "$.segments[0].when.between (line 36): the range from 10 to 1 is empty; give the smaller bound first");

    [Fact]
    public void Between_one_bound() => Refused(
        [(""" "between": [1, 10]""", """ "between": [10]""")],
        "$.segments[0].when.between (line 36): there should be two numbers, not 1; write [from, to]");

    [Fact]
    public void Between_a_number() => Refused(
        [(""" "between": [1, 10]""", """ "between": 10""")],
        "$.segments[0].when.between (line 36): 10 is a number, not a list in square brackets; write [from, to]");

    [Fact]
    public void Missing_that_is_false() => Refused(
        [(""" "atLeast": 60""", """ "missing": false""")],
        """$.guardrails[0].when.missing (line 22): "missing" is false; write "missing": true, or use another comparison""");

    [Fact]
    public void A_comparison_that_is_null() => Refused(
        [(""" "atLeast": 60""", """ "atLeast": null""")],
        """$.guardrails[0].when.atLeast (line 22): "atLeast" is null; give a number""");

    [Fact]
    public void A_guardrail_without_an_effect() => Refused(
        [(""", "cap": 40""", "")],
        "$.guardrails[0] (line 22): the guardrail does nothing; give exactly one of cap, floor, unscored");

    [Fact]
    public void A_guardrail_with_two_effects() => Refused(
        [(""" "cap": 40""", """ "cap": 40, "floor": 10""")],
        "$.guardrails[0] (line 22): the guardrail has more than one effect; give exactly one of cap, floor, unscored");

    [Fact]
    public void A_guardrail_with_an_effect_that_is_null() => Refused(
        [(""" "cap": 40""", """ "cap": null""")],
        """$.guardrails[0].cap (line 22): "cap" is null; give a score or the name of a tier""");

    [Fact]
    public void A_cap_that_is_none_and_asks_for_points_the_wrong_way_round() => Refused(
        [("\"metric\": \"days-overdue\", \"atLeast\": 60 }, \"cap\": 40", "\"dimension\": \"usage\", \"atLeast\": 60 }, \"cap\": true")],
        "$.guardrails[0].cap (line 22): true is a yes/no value, not a number; give a number",
        "$.guardrails[0].when (line 22): more points of 'usage' would lower the score; ask for \"below\" in a guardrail that lowers or withholds the "
            + "score");

    [Fact]
    public void A_cap_above_100() => Refused(
        [(""" "cap": 40""", """ "cap": 400""")],
        "$.guardrails[0].cap (line 22): 400 is not a score; give a number from 0 to 100");

    [Fact]
    public void Unscored_that_is_false() => Refused(
        [(""" "cap": 40""", """ "unscored": false""")],
        """$.guardrails[0].unscored (line 22): "unscored" is false; write "unscored": true, or use cap or floor""");

    [Fact]
    public void An_action_that_is_never_due() => Refused(
        [(""" "tier": "At risk", "priority": 1""", """ "priority": 1""")],
        "$.actions[0] (line 30): action 'call' is never due; say when: give a tier, driver, guardrail, segment or "
            + "condition (\"when\")");

    [Fact]
    public void Points_lost_without_a_driver() => Refused(
        [(""" "tier": "At risk", "pri""", """ "tier": "At risk", "pointsLost": 5, "pri""")],
        "$.actions[0].pointsLost (line 30): "
            + "points lost are given without a driver; name the metric that loses them under \"driver\", or remove them");

    [Fact]
    public void Points_lost_of_0() => Refused(
        [(""" "pointsLost": 5""", """ "pointsLost": 0""")],
        "$.actions[1].pointsLost (line 31): 0 points cannot be lost; give a number above 0 and at most 1e9");

    [Fact]
    public void Priority_0() => Refused(
        [(""" "priority": 1""", """ "priority": 0""")],
        "$.actions[0].priority (line 30): 0 is not a priority; use 1 for what comes first, 2 for the next");

    [Fact]
    public void A_fractional_priority() => Refused(
        [(""" "priority": 1""", """ "priority": 1.5""")],
        "$.actions[0].priority (line 30): 1.5 is not a whole number; use 1 for what comes first, 2 for the next");

    [Fact]
    public void A_priority_beyond_an_integer() => Refused(
        [(""" "priority": 1""", """ "priority": 3e9""")],
        "$.actions[0].priority (line 30): 3e9 is too large; use 1 for what comes first, 2 for the next");

    [Fact]
    public void A_coverage_above_1() => Refused(
        [(""" "minimumCoverage": 0.5""", """ "minimumCoverage": 2""")],
        "$.minimumCoverage (line 3): 2 is not a share; give a share from 0 to 1, such as 0.5 for half");

    [Fact]
    public void An_unknown_missing_policy() => Refused(
        [(""" "missing": { "points": 25 }""", """ "missing": "ignore" """)],
        "$.dimensions[0].metrics[1].missing (line 10): "
            + "unknown missing policy \"ignore\"; use \"exclude\", \"required\" or { \"points\": 50 }");

    [Fact]
    public void A_missing_policy_that_is_a_number() => Refused(
        [(""" "missing": { "points": 25 }""", """ "missing": 25""")],
        """$.dimensions[0].metrics[1].missing (line 10): unknown missing policy 25; use "exclude", "required" or { "points": 50 }""");

    [Fact]
    public void A_missing_policy_without_points() => Refused(
        [(""" "missing": { "points": 25 }""", """ "missing": {}""")],
        """$.dimensions[0].metrics[1].missing.points (line 10): "points" is missing; give a number""");

    [Fact]
    public void Nested_too_deep() => Refused(
        [(""" "weight": 2, """, $"\"weight\": 2, \"x\": {new string('[', 32)}{new string(']', 32)},")],
        "$ (line 7): the profile nests deeper than 32 levels; a profile needs far fewer; look for a bracket too many");
}
