extern alias core;
using System.Text;
using core::HealthScoring.Json;
using Xunit;

namespace HealthScoring.Tests.Json;

/// <summary>What a value in a JSON text says of itself.</summary>
public sealed class SourceNodeTests
{
    [Fact]
    public void Only_a_member_has_a_name()
    {
        SourceNode list = Parsed("""[{ "a": 5 }]""");
        SourceNode part = Assert.Single(list.Items);

        Assert.Equal(("", "", "a"), (list.Name, part.Name, Assert.Single(part.Members).Name));
    }

    [Fact]
    public void Only_an_object_has_members_and_only_a_list_has_items() => Assert.Equal([(1, 0), (0, 2), (0, 0)],
        Parsed("""[{ "a": 5 }, [6, 7], "text"]""").Items.Select(item => (item.Members.Count, item.Items.Count)));

    [Fact]
    public void What_is_no_text_or_holds_half_of_a_character_is_an_empty_text() => Assert.Equal(["a\u00e9", "", ""],
        Parsed("""["a\u00e9", 5, "b\ud83d"]""").Items.Select(item => item.Text));

    // Among more than 24 it is looked up.
    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    public void A_member_is_found_among_few_and_among_many(int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        SourceNode node = Parsed("{" + string.Join(", ", numbers.Select(i => $"\"m{i}\": {i}")) + "}");

        Assert.Equal(numbers.Select(i => $"{i}"), numbers.Select(i => node.Find($"m{i}")?.Raw));
        Assert.Null(node.Find($"m{count}"));
    }

    private static SourceNode Parsed(string json) => new SourceParser(new SourceErrors()).Parse(Encoding.UTF8.GetBytes(json))!;
}
