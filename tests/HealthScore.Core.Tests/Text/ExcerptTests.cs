extern alias core;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>Where an author's text is cut off, and what is escaped in it.</summary>
public sealed class ExcerptTests
{
    [Theory]
    [InlineData(94, @"\u200B")]
    [InlineData(95, "…")]
    [InlineData(99, "…")]
    public void A_value_of_a_hundred_characters_ends_where_an_escape_does_not_fit(int before, string end)
    {
        string start = new('a', before);

        Assert.Equal(start + end, Excerpt.OfValue(start + "\u200B"));
    }

    [Fact]
    public void Half_a_character_is_escaped_where_the_rest_of_a_text_stays() =>
        Assert.Equal("a\n\u200B\\uD83D b", Excerpt.WithoutHalves("a\n\u200B\uD83D b"));
}
