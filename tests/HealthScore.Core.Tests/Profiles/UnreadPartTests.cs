using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>What a part that could not be read would have said is not guessed: its mistake is the only error, word for word.</summary>
public sealed class UnreadPartTests
{
    [Fact]
    public void A_formula_may_have_allowed_the_points_of_a_segment() => Refused(
        [
            (""" "weight": 2,""", """ "formula": "point","""),
            (""" "curves": { "logins": { "linear": { "worst": 0, "best": 5 } } }""", """ "curves": { "logins": { "knots": [[0, 0], [5, 101]] } }"""),
        ],
        "$.dimensions[0].formula (line 7): unknown formula 'point'; did you mean 'points'?");

    [Fact]
    public void A_list_of_metrics_may_have_held_the_driver_of_an_action() => Refused(
        """
        { "name": "p",
          "dimensions": [{ "name": "usage", "metrics": 5 },
            { "name": "mood", "metrics": [{ "name": "nps", "curve": { "linear": { "worst": 0, "best": 10 } } }] }],
          "tiers": [{ "name": "any", "from": 0 }],
          "actions": [{ "name": "train", "driver": "logins" }] }
        """,
        "$.dimensions[0].metrics (line 2): 5 is a number, not a list in square brackets; write [ … ]");

    [Fact]
    public void A_metric_may_have_faded() => Refused(
        [
            (""" "name": "logins",""", """ "name": "logins", "freshFor": "soon", "staleAfter": "30 days","""),
            (""" "name": "b2b",""", """
                "name": "b2b", "examples": [{ "name": "e", "values": { "logins": 5 }, "ages": { "logins": "10 days" }, "score": 50 }],
                """),
        ],
        "$.dimensions[0].metrics[0].freshFor (line 9): "
            + "\"soon\" is not a duration; write a whole number of days or hours, such as \"90 days\" or \"12 hours\"");

    [Fact]
    public void The_age_of_what_does_not_fade_is_an_error() => Refused(
        [
            (""" "name": "b2b",""", """
                "name": "b2b", "examples": [{ "name": "e", "values": { "seats": 5, "days-overdue": 1 },
                  "ages": { "seats": "10 days", "days-overdue": "10 days" }, "score": 50 }],
                """),
        ],
        """$.examples[0].ages.seats (line 3): the age of 'seats' means nothing; give the metric "freshFor" and "staleAfter", or remove the age""",
        "$.examples[0].ages['days-overdue'] (line 3): "
            + "the age of 'days-overdue' means nothing; give the metric \"freshFor\" and \"staleAfter\", or remove the age");

    [Fact]
    public void A_tier_whose_start_is_given_twice_is_not_compared_with_the_next() => Refused(
        [(""" "name": "Stable", "from": 40""", """ "name": "Stable", "from": 80, "from": 40""")],
        """$.tiers[1].from (line 26): "from" is given twice; keep one of them""");

    [Fact]
    public void A_roll_up_may_have_read_the_tier() => Refused(
        [(""" "name": "b2b",""", """ "name": "b2b", "parents": { "rollUp": "shareBelw", "below": "Stable" },""")],
        "$.parents.rollUp (line 2): unknown roll-up 'shareBelw'; did you mean 'shareBelow'?");

    [Fact]
    public void A_condition_may_have_asked_for_a_value() => Refused(
        [("\"when\": { \"metric\": \"days-overdue\", \"atLeast\": 60 },", "\"whenMissing\": \"apply\",")],
        """$.guardrails[0].when (line 22): "when" is missing; say when it applies: { "metric": …, "atLeast": … }""");
}
