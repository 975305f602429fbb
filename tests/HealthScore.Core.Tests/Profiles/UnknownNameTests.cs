using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>References to what does not exist. One mistake is one error, word for word.</summary>
public sealed class UnknownNameTests
{
    [Fact]
    public void An_unknown_metric_in_a_guardrail() => Refused(
        [(""" "metric": "days-overdue", "atLeast" """, """ "metric": "days-overdu", "atLeast" """)],
        "$.guardrails[0].when.metric (line 22): unknown metric 'days-overdu'; did you mean 'days-overdue'?");

    [Fact]
    public void An_unknown_metric_without_a_likely_meaning() => Refused(
        [(""" "metric": "days-overdue", "atLeast" """, """ "metric": "churn probability", "atLeast" """)],
        "$.guardrails[0].when.metric (line 22): "
            + "unknown metric 'churn probability'; declare it under \"signals\" if it earns no points, "
            + "or use one of: days-overdue, logins, nps, seats");

    [Fact]
    public void An_unknown_metric_in_a_segment() => Refused(
        [(""" "metric": "seats", "between" """, """ "metric": "seat", "between" """)],
        "$.segments[0].when.metric (line 36): unknown metric 'seat'; did you mean 'seats'?");

    [Fact]
    public void A_signal_as_a_driver() => Refused(
        [(""" "driver": "logins", "pointsLost": 5""", """ "driver": "days-overdue", "pointsLost": 5""")],
        "$.actions[1].driver (line 31): "
            + "unknown metric 'days-overdue'; a signal earns no points and cannot lose any; use one of: logins, nps, seats");

    [Fact]
    public void An_unknown_driver() => Refused(
        [(""" "driver": "logins", "pointsLost": 5""", """ "driver": "logons", "pointsLost": 5""")],
        "$.actions[1].driver (line 31): unknown metric 'logons'; did you mean 'logins'?");

    [Fact]
    public void An_unknown_tier_in_an_action() => Refused(
        [(""" "tier": "At risk", "pri""", """ "tier": "At Risk", "pri""")],
        "$.actions[0].tier (line 30): unknown tier 'At Risk'; did you mean 'At risk'?");

    [Fact]
    public void An_unknown_guardrail_in_an_action() => Refused(
        [(""" "tier": "At risk", "pri""", """ "guardrail": "unpayed", "pri""")],
        "$.actions[0].guardrail (line 30): unknown guardrail 'unpayed'; did you mean 'unpaid'?");

    [Fact]
    public void An_unknown_segment_in_an_action() => Refused(
        [(""" "tier": "At risk", "pri""", """ "segment": "enterprise", "pri""")],
        "$.actions[0].segment (line 30): unknown segment 'enterprise'; use one of: small");

    [Fact]
    public void Weights_of_what_does_not_exist() => Refused(
        [(""" "sentiment": 3""", """ "sentimant": 3""")],
        "$.segments[0].weights.sentimant (line 37): unknown dimension or metric 'sentimant'; did you mean 'sentiment'?");

    [Fact]
    public void A_curve_of_what_does_not_exist() => Refused(
        [(""" "curves": { "logins" """, """ "curves": { "usage" """)],
        "$.segments[0].curves.usage (line 38): unknown metric 'usage'; use one of: logins, nps, seats");

    [Fact]
    public void A_guardrail_override_of_what_does_not_exist() => Refused(
        [(""" "guardrails": [{ "name": "unpaid" """, """ "guardrails": [{ "name": "unpaidd" """)],
        "$.segments[0].guardrails[0].name (line 39): unknown guardrail 'unpaidd'; did you mean 'unpaid'?");

    [Fact]
    public void A_tier_override_of_what_does_not_exist() => Refused(
        [(""" "Healthy": 60""", """ "healthy": 60""")],
        "$.segments[0].tiers.healthy (line 40): unknown tier 'healthy'; did you mean 'Healthy'?");

    [Fact]
    public void An_action_override_of_what_does_not_exist() => Refused(
        [(""" "actions": [{ "name": "train" """, """ "actions": [{ "name": "coach" """)],
        "$.segments[0].actions[0].name (line 41): unknown action 'coach'; use one of: call, train");

    [Fact]
    public void Without_what_does_not_exist() => Refused(
        [(""" "without": ["call"]""", """ "without": ["cal"]""")],
        "$.segments[0].without[0] (line 42): unknown guardrail or action 'cal'; did you mean 'call'?");

    [Fact]
    public void Both_replaced_and_left_out() => Refused(
        [(""" "without": ["call"]""", """ "without": ["train"]""")],
        "$.segments[0].without[0] (line 42): "
            + "'train' is both replaced and left out; remove it here, or under \"guardrails\" or \"actions\"");

    [Fact]
    public void Without_a_name_that_means_two_things() => Refused(
        """
        { "name": "twice",
          "dimensions": [ { "name": "usage", "metrics": [ { "name": "logins", "curve": { "linear": { "worst": 0, "best": 9 } } } ] } ],
          "guardrails": [ { "name": "quiet", "when": { "metric": "logins", "below": 1 }, "cap": 40 } ],
          "tiers": [ { "name": "any", "from": 0 } ],
          "actions": [ { "name": "quiet", "tier": "any" } ],
          "segments": [ { "name": "small", "without": ["quiet"] } ] }
        """,
        "$.segments[0].without[0] (line 6): 'quiet' is both a guardrail and an action; give one of them another name");
}
