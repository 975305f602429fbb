extern alias core;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>What a name may be, and which names are too alike.</summary>
public sealed class NameRuleTests
{
    [Fact]
    public void A_name_has_a_hundred_characters_at_the_most()
    {
        Assert.Null(NameRule.Problem(new('a', 100)));
        Assert.Equal(("the name has 101 characters", "use at most 100 characters"), NameRule.Problem(new('a', 101)));
    }

    [Fact]
    public void A_name_holds_no_half_of_a_character() => Assert.Equal(
        ("the name holds half of a character (one of a surrogate pair)", "write the character itself"), NameRule.Problem("a\uD83D"));

    [Theory]
    [InlineData(0xFDD0, "U+FDD0")]
    [InlineData(0xFDEF, "U+FDEF")]
    [InlineData(0xFFFE, "U+FFFE")]
    [InlineData(0x10FFFF, "U+10FFFF")]
    public void A_name_holds_nothing_that_is_not_a_character(int value, string character) => Assert.Equal(
        ($"the name holds {character}, which is not a character", "remove it"), NameRule.Problem("a" + char.ConvertFromUtf32(value)));

    [Theory]
    [InlineData(0xFDCF)]
    [InlineData(0xFDF0)]
    public void A_name_holds_what_stands_beside_those(int value) => Assert.Null(NameRule.Problem("a" + char.ConvertFromUtf32(value)));

    [Theory]
    [InlineData("❤\uFE0F")]
    [InlineData("no 👩\u200D💻")]
    public void A_joiner_or_selector_may_follow_a_character_beyond_ASCII(string name) => Assert.Null(NameRule.Problem(name));

    [Theory]
    [InlineData("straße")]
    [InlineData("Straẞe")]
    public void A_sharp_s_is_like_two(string name) => Assert.Equal("STRASSE", NameRule.Likeness(name));
}
