using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Members that are unknown, misspelled, missing, null or given twice. One mistake is one error, word for word.</summary>
public sealed class MisspelledProfileTests
{
    [Fact]
    public void A_member_given_twice() => Refused(
        [(""" "weight": 2,""", """ "weight": 2, "weight": 3,""")],
        """$.dimensions[0].weight (line 7): "weight" is given twice; keep one of them""");

    [Fact]
    public void A_member_given_twice_under_an_escaped_spelling() => Refused(
        [(""" "weight": 2,""", """ "weight": 2, "w\u0065ight": 3,""")],
        """$.dimensions[0].weight (line 7): "weight" is given twice; keep one of them""");

    [Fact]
    public void A_list_given_twice_is_one_error_although_the_second_is_not_read() => Refused(
        [("\"tiers\": [\n", "\"tiers\": [{ \"name\": \"A\", \"from\": 0 }], \"tiers\": [\n")],
        """$.tiers (line 24): "tiers" is given twice; keep one of them""");

    [Fact]
    public void An_unknown_member() => Refused(
        [(""" "weight": 2,""", """ "weight": 2, "owner": "Ann",""")],
        "$.dimensions[0].owner (line 7): "
            + "unknown member \"owner\"; use one of: description, formula, initialPoints, metrics, minimumCoverage, name, weight");

    [Fact]
    public void A_misspelled_member() => Refused(
        [(""" "weight": 2,""", """ "wieght": 2,""")],
        """$.dimensions[0].wieght (line 7): unknown member "wieght"; did you mean 'weight'?""");

    [Fact]
    public void A_wrongly_cased_member() => Refused(
        [(""" "weight": 2,""", """ "Weight": 2,""")],
        """$.dimensions[0].Weight (line 7): unknown member "Weight"; did you mean 'weight'?""");

    [Fact]
    public void A_misspelled_required_member_is_not_also_missing() => Refused(
        [(""" "name": "b2b" """, """ "nmae": "b2b" """)],
        """$.nmae (line 2): unknown member "nmae"; did you mean 'name'?""");

    [Fact]
    public void A_misspelled_list_is_not_also_missing__and_what_it_declares_is_not_unknown() => Refused(
        [("\"tiers\": [\n", "\"teirs\": [\n")],
        """$.teirs (line 24): unknown member "teirs"; did you mean 'tiers'?""");

    [Fact]
    public void Misspelled_dimensions_are_one_error() => Refused(
        [(""" "dimensions": [""", """ "dimension": [""")],
        """$.dimension (line 4): unknown member "dimension"; did you mean 'dimensions'?""");

    [Fact]
    public void Misspelled_signals_are_one_error() => Refused(
        [(""" "signals": [""", """ "signal": [""")],
        """$.signal (line 20): unknown member "signal"; did you mean 'signals'?""");

    [Fact]
    public void A_misspelled_curve_shape() => Refused(
        [(""" "linear": { "worst": 0, "best": 20""", """ "liner": { "worst": 0, "best": 20""")],
        """$.dimensions[0].metrics[0].curve.liner (line 9): unknown member "liner"; did you mean 'linear'?""");

    [Fact]
    public void A_misspelled_curve_bound_is_one_error() => Refused(
        [(""" "worst": 0, "best": 20""", """ "wurst": 0, "best": 20""")],
        """$.dimensions[0].metrics[0].curve.linear.wurst (line 9): unknown member "wurst"; did you mean 'worst'?""");

    [Fact]
    public void A_misspelled_comparison_is_one_error() => Refused(
        [(""" "atLeast": 60""", """ "atleast": 60""")],
        """$.guardrails[0].when.atleast (line 22): unknown member "atleast"; did you mean 'atLeast'?""");

    [Fact]
    public void A_misspelled_effect_is_one_error() => Refused(
        [(""" "cap": 40""", """ "capp": 40""")],
        """$.guardrails[0].capp (line 22): unknown member "capp"; did you mean 'cap'?""");

    [Fact]
    public void An_unknown_comparison_is_one_error() => Refused(
        [(""" "atLeast": 60""", """ "morethan": 60""")],
        "$.guardrails[0].when.morethan (line 22): "
            + "unknown member \"morethan\"; use one of: above, all, any, atLeast, atMost, below, between, "
            + "dimension, is, isNot, label, metric, missing, score, tier");

    [Fact]
    public void A_misspelled_criterion_of_an_action_is_one_error() => Refused(
        [(""" "tier": "At risk", "pri""", """ "teir": "At risk", "pri""")],
        """$.actions[0].teir (line 30): unknown member "teir"; did you mean 'tier'?""");

    [Fact]
    public void An_unknown_criterion_of_an_action_is_one_error() => Refused(
        [(""" "tier": "At risk", "pri""", """ "stage": "At risk", "pri""")],
        "$.actions[0].stage (line 30): "
            + "unknown member \"stage\"; use one of: coolDown, description, driver, guardrail, name, pointsLost, priority, segment, tier, when");

    [Fact]
    public void A_misspelled_driver_is_one_error() => Refused(
        [(""" "driver": "logins", "pointsLost": 5""", """ "drivre": "logins", "pointsLost": 5""")],
        """$.actions[1].drivre (line 31): unknown member "drivre"; did you mean 'driver'?""");

    [Fact]
    public void A_missing_profile_name() => Refused(
        [("\"name\": \"b2b\",\n", "")],
        """$.name (line 1): "name" is missing; give it a name""");

    [Fact]
    public void A_null_profile_name() => Refused(
        [(""" "name": "b2b" """, """ "name": null""")],
        """$.name (line 2): "name" is null; give it a name""");

    [Fact]
    public void A_missing_metric_name_is_one_error_although_an_action_refers_to_it() => Refused(
        [("""{ "name": "logins", "curve": { "linear" """, """{ "curve": { "linear" """)],
        """$.dimensions[0].metrics[0].name (line 9): "name" is missing; give it a name""");

    [Fact]
    public void A_missing_curve() => Refused(
        [(""", "curve": { "bands": [[-100, 0], [0, 50], [50, 100]] }""", "")],
        "$.dimensions[1].metrics[0].curve (line 16): "
            + "\"curve\" is missing; give a curve such as { \"linear\": { \"worst\": 0, \"best\": 20 } }");

    [Fact]
    public void A_null_curve() => Refused(
        [(""" "curve": { "bands": [[-100, 0], [0, 50], [50, 100]] }""", """ "curve": null""")],
        "$.dimensions[1].metrics[0].curve (line 16): "
            + "\"curve\" is null; give a curve such as { \"linear\": { \"worst\": 0, \"best\": 20 } }");

    [Fact]
    public void A_null_shape() => Refused(
        [(""" "bands": [[-100, 0], [0, 50], [50, 100]]""", """ "bands": null""")],
        """$.dimensions[1].metrics[0].curve.bands (line 16): "bands" is null; give a value, or leave the member out""");

    [Fact]
    public void A_null_optional_member() => Refused(
        [(""" "weight": 2,""", """ "weight": null,""")],
        """$.dimensions[0].weight (line 7): "weight" is null; give a value, or leave the member out""");

    [Fact]
    public void A_missing_condition() => Refused(
        [(""" "when": { "metric": "days-overdue", "atLeast": 60 },""", "")],
        """$.guardrails[0].when (line 22): "when" is missing; say when it applies: { "metric": …, "atLeast": … }""");

    [Fact]
    public void A_null_condition() => Refused(
        [(""" "when": { "metric": "days-overdue", "atLeast": 60 }""", """ "when": null""")],
        """$.guardrails[0].when (line 22): "when" is null; say when it applies: { "metric": …, "atLeast": … }""");

    [Fact]
    public void A_null_condition_of_a_segment() => Refused(
        [(""" "when": { "metric": "seats", "between": [1, 10] }""", """ "when": null""")],
        """$.segments[0].when (line 36): "when" is null; give a value, or leave the member out""");

    [Fact]
    public void A_condition_without_a_metric() => Refused(
        [(""" "metric": "days-overdue", "atLeast" """, """ "atLeast" """)],
        """$.guardrails[0].when (line 22): the condition asks about nothing; give exactly one of metric, label, dimension, score, tier, all, any""");

    [Fact]
    public void A_missing_tier_start() => Refused(
        [(""" "name": "Stable", "from": 40""", """ "name": "Stable" """)],
        """$.tiers[1].from (line 26): "from" is missing; give a number""");

    [Fact]
    public void Missing_tiers() => Refused(
        [
            ("\"tiers\": [\n    { \"name\": \"At risk\", \"from\": 0 },\n"
                + "    { \"name\": \"Stable\", \"from\": 40 },\n    { \"name\": \"Healthy\", \"from\": 70 }\n  ],",
             ""),
        ],
        """$.tiers (line 1): "tiers" is missing; give a list with at least one item""");

    [Fact]
    public void No_tiers() => Refused(
        [
            ("\"tiers\": [\n    { \"name\": \"At risk\", \"from\": 0 },\n"
                + "    { \"name\": \"Stable\", \"from\": 40 },\n    { \"name\": \"Healthy\", \"from\": 70 }\n  ],",
             """ "tiers": [],"""),
        ],
        "$.tiers (line 24): there are no tiers; give at least one tier from 0");

    [Fact]
    public void No_metrics_in_a_dimension() => Refused(
        [
            ("\"metrics\": [\n        { \"name\": \"nps\", \"curve\": { \"bands\": [[-100, 0], [0, 50], [50, 100]] } }\n      ]",
             """ "metrics": []"""),
        ],
        "$.dimensions[1].metrics (line 15): dimension 'sentiment' has no metrics; give at least one");
}
