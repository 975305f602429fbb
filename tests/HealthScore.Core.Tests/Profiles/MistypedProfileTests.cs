using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Values of the wrong kind. One mistake is one error, word for word.</summary>
public sealed class MistypedProfileTests
{
    [Fact]
    public void Null_in_a_list_of_parts() => Refused(
        [("""{ "name": "Stable", "from": 40 }""", "null")],
        "$.tiers[1] (line 26): null stands in a list; give a value, or remove it");

    [Fact]
    public void Null_in_a_list_of_names() => Refused(
        [(""" "without": ["call"]""", """ "without": ["call", null]""")],
        "$.segments[0].without[1] (line 42): null stands in a list; give a value, or remove it");

    [Fact]
    public void Null_in_a_pair() => Refused(
        [("[50, 80]", "[50, null]")],
        "$.dimensions[0].metrics[1].curve.knots[1][1] (line 10): null stands in a list; give a value, or remove it");

    [Fact]
    public void Null_in_a_map() => Refused(
        [(""" "weights": { "sentiment": 3 }""", """ "weights": { "sentiment": null }""")],
        """$.segments[0].weights.sentiment (line 37): "sentiment" is null; give a value, or leave the member out""");

    [Fact]
    public void A_quoted_number() => Refused(
        [(""" "weight": 2,""", """ "weight": "2",""")],
        """$.dimensions[0].weight (line 7): "2" is text, not a number; remove the quotes""");

    // Without the quotes these would be no JSON.
    [Theory]
    [InlineData("0,5")]
    [InlineData("1,000")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData(" 5")]
    public void A_quoted_number_as_people_write_it(string text) => Refused(
        [(""" "weight": 2,""", $""" "weight": "{text}",""")],
        $"""$.dimensions[0].weight (line 7): "{text}" is text, not a number; write it like 0.5, without quotes""");

    [Fact]
    public void Text_where_a_number_is_needed() => Refused(
        [(""" "weight": 2,""", """ "weight": "high",""")],
        """$.dimensions[0].weight (line 7): "high" is text, not a number; give a number""");

    [Fact]
    public void A_yes_or_no_where_a_number_is_needed() => Refused(
        [(""" "weight": 2,""", """ "weight": true,""")],
        "$.dimensions[0].weight (line 7): true is a yes/no value, not a number; give a number");

    [Fact]
    public void A_number_where_text_is_needed() => Refused(
        [(""" "name": "b2b" """, """ "name": 5""")],
        "$.name (line 2): 5 is a number, not text; write it in double quotes");

    [Fact]
    public void A_number_where_a_list_is_needed() => Refused(
        [(""" "without": ["call"]""", """ "without": 5""")],
        "$.segments[0].without (line 42): 5 is a number, not a list in square brackets; write [ … ]");

    [Fact]
    public void An_object_where_a_list_is_needed_is_one_error() => Refused(
        [(""" "signals": [{ "name": "days-overdue", "unit": "days" }]""", """ "signals": { "name": "days-overdue" }""")],
        "$.signals (line 20): {…} is an object, not a list in square brackets; write [ … ]");

    [Fact]
    public void A_list_where_an_object_is_needed() => Refused(
        [(""" "weights": { "sentiment": 3 }""", """ "weights": [3]""")],
        """$.segments[0].weights (line 37): […] is a list, not an object in braces; write { "name": value, … }""");

    [Fact]
    public void Text_where_a_part_is_needed() => Refused(
        [("""{ "name": "At risk", "from": 0 }""", """ "At risk" """)],
        """$.tiers[0] (line 25): "At risk" is text, not an object in braces; write it with the members name, description, from""");
}
