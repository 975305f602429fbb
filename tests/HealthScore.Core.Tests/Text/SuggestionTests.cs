extern alias core;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>What somebody probably meant.</summary>
public sealed class SuggestionTests
{
    [Fact]
    public void Sixteen_names_are_listed_and_more_are_counted()
    {
        string[] names = [.. Enumerable.Range(10, 17).Select(number => $"n{number}")];
        const string sixteen = "use one of: n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25";

        Assert.Equal(sixteen, Suggestion.For("something", names[..16]));
        Assert.Equal(sixteen + ", … (17 in all)", Suggestion.For("something", names));
    }

    [Fact]
    public void Where_there_is_no_name_none_can_be_meant()
    {
        Assert.Equal("there are none to choose from", Suggestion.For("something", []));
        Assert.Null(Nearest("something"));
    }

    [Fact]
    public void The_fewest_slips_decide_and_then_the_order_of_the_names()
    {
        Assert.Equal("abcdez", Nearest("abcdef", "abcdax", "abcdez"));
        Assert.Equal("abcdeg", Nearest("abcdef", "abcdeh", "abcdeg"));
        // Neighbours that are swapped are one slip, no less.
        Assert.Equal("abcdeg", Nearest("abcdef", "abcdfe", "abcdeg"));
    }

    [Fact]
    public void A_third_of_the_longer_name_may_be_slips_and_one_always()
    {
        Assert.Equal("abcdef", Nearest("abcdx", "abcdef"));
        Assert.Null(Nearest("abcdx", "abcey"));
        Assert.Equal("ac", Nearest("ab", "ac"));
        Assert.Null(Nearest("ab", "cd"));
    }

    [Fact]
    public void Names_of_more_than_two_hundred_characters_are_not_compared()
    {
        string longest = new('a', 200), longer = new('a', 201);

        Assert.Equal(longest, Nearest(new('a', 199), longest));
        Assert.Null(Nearest(longest, longer));
        Assert.Null(Nearest(longer, longest));
    }

    private static string? Nearest(string name, params string[] known) => Suggestion.Nearest(name, known);
}
