using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Names that could be mistaken. One mistake is one error, word for word.</summary>
public sealed class BadNameTests
{
    [Fact]
    public void Two_metrics_with_one_name() => Refused(
        [(""" "name": "nps" """, """ "name": "logins" """)],
        "$.dimensions[1].metrics[0].name (line 16): "
            + "'logins' is also the name of $.dimensions[0].metrics[0]; give it a name of its own");

    [Fact]
    public void A_metric_named_like_its_dimension() => Refused(
        [(""" "name": "nps" """, """ "name": "usage" """)],
        "$.dimensions[1].metrics[0].name (line 16): 'usage' is also the name of $.dimensions[0]; give it a name of its own");

    [Fact]
    public void Two_names_equal_except_for_case() => Refused(
        [(""" "name": "sentiment",""", """ "name": "Usage","""), (""" "sentiment": 3""", """ "usage": 3""")],
        "$.dimensions[1].name (line 14): "
            + "'Usage' is too like 'usage', the name of $.dimensions[0]: they differ only in upper and lower case, in Unicode "
            + "form or in what is not drawn; give it a name of its own");

    [Fact]
    public void Two_names_equal_except_for_how_an_accent_is_written() => Refused(
        [
            (""" "name": "days-overdue", "unit": "days" }""",
             """ "name": "days-overdue" }, { "name": "caf\u00e9" }, { "name": "cafe\u0301" }"""),
        ],
        "$.signals[2].name (line 20): "
            + "'cafe\u0301' is too like 'caf\u00E9', the name of $.signals[1]: they differ only in upper and lower case, in Unicode "
            + "form or in what is not drawn; give it a name of its own");

    [Fact]
    public void Two_names_equal_except_for_full_width() => Refused(
        [
            (""" "name": "days-overdue", "unit": "days" }""",
             """ "name": "days-overdue" }, { "name": "ab" }, { "name": "\uff41\uff42" }"""),
        ],
        "$.signals[2].name (line 20): "
            + "'\uFF41\uFF42' is too like 'ab', the name of $.signals[1]: they differ only in upper and lower case, in Unicode form "
            + "or in what is not drawn; give it a name of its own");

    [Fact]
    public void A_control_character_in_a_name() => Refused(
        [(""" "name": "b2b" """, """ "name": "b2b\u0007" """)],
        "$.name (line 2): the name holds the control character U+0007; remove it");

    [Fact]
    public void A_line_break_in_a_name() => Refused(
        [(""" "name": "b2b" """, """ "name": "b2\nb" """)],
        "$.name (line 2): the name holds the control character U+000A; remove it");

    [Fact]
    public void An_invisible_character_in_a_name() => Refused(
        [(""" "name": "b2b" """, """ "name": "b2b\u200b" """)],
        "$.name (line 2): the name holds the invisible character U+200B; remove it");

    [Fact]
    public void An_invisible_character_in_a_reference() => Refused(
        [(""" "driver": "logins", "pointsLost": 5""", """ "driver": "logins\u200b", "pointsLost": 5""")],
        """$.actions[1].driver (line 31): unknown metric 'logins\u200B'; did you mean 'logins'?""");

    [Fact]
    public void An_empty_name() => Refused(
        [(""" "name": "b2b" """, """ "name": "" """)],
        "$.name (line 2): the name is empty; give it a name");

    [Fact]
    public void A_blank_name() => Refused(
        [(""" "name": "b2b" """, """ "name": "  " """)],
        "$.name (line 2): the name is empty; give it a name");

    [Fact]
    public void A_name_with_a_space_at_its_end() => Refused(
        [(""" "name": "b2b" """, """ "name": "b2b " """)],
        "$.name (line 2): the name 'b2b ' starts or ends with a space; remove it");

    [Fact]
    public void A_name_that_is_too_long() => Refused(
        [("""b2b""", new string('b', 101))],
        "$.name (line 2): the name has 101 characters; use at most 100 characters");

    [Fact]
    public void Half_a_surrogate_pair_in_a_value() => Refused(
        [(""" "name": "b2b" """, """ "name": "b\ud83d" """)],
        """$.name (line 2): "b\ud83d" holds half of a character (one of a surrogate pair); write the character itself""");

    [Fact]
    public void Half_a_surrogate_pair_in_a_member_name() => Refused(
        [(""" "weight": 2,""", """ "weight": 2, "w\udc00": 2,""")],
        """$.dimensions[0] (line 7): "w\udc00" holds half of a character (one of a surrogate pair); write the character itself""");
}
