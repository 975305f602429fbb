using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Json;

/// <summary>What to do about a member of the wrong kind. One mistake is one error, word for word.</summary>
public sealed class SourceObjectTests
{
    [Fact]
    public void A_name_of_something_else_that_is_null() => Refused(
        [("""{ "metric": "days-overdue", "atLeast": 60 }""", """{ "metric": null, "atLeast": 60 }""")],
        """$.guardrails[0].when.metric (line 22): "metric" is null; name the metric""");

    [Fact]
    public void A_name_that_is_null() => Refused(
        [(""" "name": "b2b",""", """ "name": null,""")],
        """$.name (line 2): "name" is null; give it a name""");

    [Fact]
    public void A_number_where_a_text_or_several_are_needed() => Refused(
        [("""{ "name": "call", "tier": "At risk", "priority": 1 }""", """{ "name": "call", "when": { "tier": 5 } }""")],
        "$.actions[0].when.tier (line 30): 5 is a number, not a list in square brackets; write it in double quotes, or several as [ … ]");

    [Fact]
    public void A_number_where_a_duration_is_needed() => Refused(
        [(""" "name": "logins",""", """ "name": "logins", "freshFor": 90, "staleAfter": "180 days",""")],
        "$.dimensions[0].metrics[0].freshFor (line 9): 90 is not a duration; "
            + "write a whole number of days or hours, such as \"90 days\" or \"12 hours\"");

    [Fact]
    public void A_member_given_twice_within_one_whose_name_cannot_be_read() => Refused(
        [(""" "weight": 2,""", """ "weight": 2, "w\udc00": { "a": 1, "a": 2 },""")],
        """$.dimensions[0] (line 7): "w\udc00" holds half of a character (one of a surrogate pair); write the character itself""",
        """$.dimensions[0][''].a (line 7): "a" is given twice; keep one of them""");
}
