using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Guardrails whose limit or condition cannot be meant. One mistake is one error, word for word.</summary>
public sealed class BadGuardrailTests
{
    [Fact]
    public void A_floor_that_asks_for_points_the_wrong_way_round() => Refused(
        [("\"metric\": \"days-overdue\", \"atLeast\": 60 }, \"cap\": 40", "\"dimension\": \"usage\", \"below\": 60 }, \"floor\": 40")],
        """$.guardrails[0].when (line 22): more points of 'usage' would lower the score; ask for "atLeast" in a floor""");

    [Fact]
    public void A_cap_in_quotes() => Refused(
        [(""" "cap": 40""", """ "cap": "40" """)],
        """$.guardrails[0].cap (line 22): "40" is text, not a number; remove the quotes""");

    [Fact]
    public void A_floor_in_the_lowest_tier() => Refused(
        [(""" "cap": 40""", """ "floor": "At risk" """)],
        "$.guardrails[0].floor (line 22): every customer is at least At risk; name a higher tier");
}
