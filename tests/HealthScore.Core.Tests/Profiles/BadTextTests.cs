using System.Text;
using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Whole files that are not a profile.</summary>
public sealed class BadTextTests
{
    private const string Empty = "$ (line 1): the profile is empty; start from a template or an example of the documentation";
    private const string Comment = """$ (line 1): comments are not JSON; put the text into a "description", or remove it""";
    private const string More = "$ (line 46): there is more text after the profile, from column 1 on; remove everything after the closing brace";

    [Fact]
    public void A_good_profile_is_good() => Assert.Equal("b2b", ScoringProfile.Parse(GoodJson).Name);

    [Fact]
    public void A_byte_order_mark_is_accepted()
    {
        Assert.Equal(ScoringProfile.Parse(GoodJson), ScoringProfile.Parse([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(GoodJson)]));
        Assert.Equal(ScoringProfile.Parse(GoodJson), ScoringProfile.Parse("\uFEFF" + GoodJson));
    }

    [Fact]
    public void Windows_line_ends_are_accepted() =>
        Assert.Equal(ScoringProfile.Parse(GoodJson), ScoringProfile.Parse(GoodJson.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Theory, InlineData(""), InlineData(" \n\t\r\n"), InlineData("\uFEFF")]
    public void An_empty_file(string text) => Refused(text, Empty);

    [Fact]
    public void Only_a_comment() => Refused("// nothing", Comment);

    [Fact]
    public void A_comment_after_the_profile() =>
        Refused(GoodJson + "// the end", Comment.Replace("line 1", "line 46", StringComparison.Ordinal));

    [Fact]
    public void Every_comment_is_an_error() =>
        Refused("/* one */" + GoodJson + "/* two */", Comment, Comment.Replace("line 1", "line 46"));

    [Theory, InlineData("{}"), InlineData("x"), InlineData("]")]
    public void More_text_after_the_profile(string more) => Refused(GoodJson + more, More);

    [Theory, InlineData("[]", "a list"), InlineData("\"b2b\"", "text"), InlineData("7", "a number"), InlineData("null", "null"),
        InlineData("true", "a yes/no value")]
    public void A_root_that_is_not_an_object(string json, string kind) =>
        Refused(json, $$"""$ (line 1): the profile is {{kind}}, not an object in braces; let it start with { and end with }""");

    [Fact]
    public void An_object_without_anything() => Refused("{}",
        """$.name (line 1): "name" is missing; give it a name""",
        """$.dimensions (line 1): "dimensions" is missing; give a list with at least one item""",
        """$.tiers (line 1): "tiers" is missing; give a list with at least one item""");

    [Fact]
    public void Text_that_is_not_JSON_at_all() => Refused("name: b2b",
        "$ (line 1): the text is not JSON from column 2 on; "
            + "look there and just before for a missing or extra comma, quote or bracket, or a number that is not written like 0.5");

    [Fact]
    public void A_file_cut_off() => Refused("{\n  \"name\": \"é\",",
        "$ (line 2): the text is not JSON from column 14 on; "
            + "look there and just before for a missing or extra comma, quote or bracket, or a number that is not written like 0.5");

    [Fact]
    public void Bytes_that_are_not_UTF_8() => Refused(Encoding.Latin1.GetBytes(GoodJson.Replace("sentiment", "zufriedenheit ü")),
        "$ (line 14): the text is not valid UTF-8; save the file as UTF-8");

    [Fact]
    public void A_file_in_UTF_16() => Refused([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(GoodJson)],
        "$ (line 1): the text is not valid UTF-8; save the file as UTF-8");

    [Fact]
    public void A_file_of_the_largest_size_is_accepted_and_one_byte_more_is_not()
    {
        Assert.Equal("b2b", ScoringProfile.Parse(GoodJson.PadRight(1 << 20)).Name);
        Refused(GoodJson.PadRight((1 << 20) + 1),
            "$ (line 1): the profile is larger than 1024 KiB; split it, or leave out what does not belong to it");
    }

    [Fact]
    public void What_is_long_is_shortened_in_the_message()
    {
        string longest = new('s', 300_000);
        Refused([("""25 """, $"\"{longest}\"")],
            $"$.dimensions[0].metrics[1].missing.points (line 10): \"{longest[..100]}…\" is text, not a number; give a number");
        string zeros = string.Join(',', Enumerable.Repeat("0", 100_000));
        string json = Spoiled(("nps", longest), (""" "between": [1, 10] """, $"\"between\": [1, 10], \"{longest}\": [{zeros}]"));
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json));
        Assert.Equal(2, refused.Errors.Count);
        Assert.True(refused.Message.Length < 5_000);
    }

    [Fact]
    public void A_message_keeps_to_its_line()
    {
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(
            Spoiled((""" "sentiment": 3 """, """ "senti\u000Ament\u202E": 3 """))));
        Assert.Equal("""
            $.segments[0].weights['senti\u000Ament\u202E'] (line 37): unknown dimension or metric 'senti\u000Ament\u202E'; did you mean 'sentiment'?
            """, refused.Errors.Single().ToString());
    }

    [Fact]
    public void Half_a_character_in_text_is_not_silently_replaced() =>
        Refused(GoodJson.Replace("\"b2b\"", "\"b2b \uD83D\"", StringComparison.Ordinal),
        "$ (line 2): the text holds half of a character (one of a surrogate pair); write the character itself");

    [Fact]
    public void The_reference_to_the_schema_is_written_back()
    {
        string json = GoodJson.Replace("\"name\": \"b2b\"", "\"$schema\": \"x.json\", \"name\": \"b2b\"", StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"$schema\": \"x.json\",\n  \"name\": \"b2b\",", ScoringProfile.Parse(json).ToJson(), StringComparison.Ordinal);
        Assert.Equal(ScoringProfile.Parse(GoodJson).Fingerprint, ScoringProfile.Parse(json).Fingerprint);
    }
}
