using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Text that is not strict JSON. One mistake is one error, word for word.</summary>
public sealed class BadJsonTests
{
    [Fact]
    public void A_line_comment() => Refused(
        [(""" "weight": 2,""", """ "weight": 2, // twice as important""")],
        """$ (line 7): comments are not JSON; put the text into a "description", or remove it""");

    [Fact]
    public void A_block_comment() => Refused(
        [(""" "weight": 2,""", "\"weight\": 2, /* twice\nas important */")],
        """$ (line 7): comments are not JSON; put the text into a "description", or remove it""");

    [Fact]
    public void A_trailing_comma() => Refused(
        [(""" "without": ["call"]""", """ "without": ["call"],""")],
        "$ (line 43): "
            + "the text is not JSON from column 5 on; "
            + "look there and just before for a missing or extra comma, quote or bracket, or a number that is not written like 0.5");

    [Fact]
    public void A_missing_comma() => Refused(
        [(""" "weight": 2,""", """ "weight": 2""")],
        "$ (line 8): the text is not JSON from column 7 on; "
            + "look there and just before for a missing or extra comma, quote or bracket, or a number that is not written like 0.5");

    [Fact]
    public void A_newer_format() => Refused(
        [(""" "name": "b2b",""", """ "name": "b2b", "formatVersion": 2, "horizon": 3,""")],
        "$.formatVersion (line 2): "
            + "the profile is written in format version 2, and this library reads version 1; update HealthScore.Core");

    [Fact]
    public void Format_version_0() => Refused(
        [(""" "name": "b2b",""", """ "name": "b2b", "formatVersion": 0,""")],
        "$.formatVersion (line 2): there is no format version 0; use 1");

    [Fact]
    public void A_fractional_format_version() => Refused(
        [(""" "name": "b2b",""", """ "name": "b2b", "formatVersion": 1.5,""")],
        "$.formatVersion (line 2): 1.5 is not a whole number; use 1");

    [Fact]
    public void A_format_version_in_quotes() => Refused(
        [(""" "name": "b2b",""", """ "name": "b2b", "formatVersion": "1",""")],
        """$.formatVersion (line 2): "1" is text, not a number; remove the quotes""");
}
