extern alias core;
using core::HealthScoring.Json;
using Xunit;

namespace HealthScoring.Tests.Json;

/// <summary>Paths as RFC 9535 writes them, and the steps that they are made of.</summary>
public sealed class JsonPathTests
{
    [Theory]
    [InlineData("a", ".a")]
    [InlineData("a_1", ".a_1")]
    [InlineData("", "['']")]
    [InlineData("1a", "['1a']")]
    [InlineData("a b", "['a b']")]
    [InlineData(@"it's a \", @"['it\'s a \\']")]
    public void A_name_that_is_not_plain_is_quoted(string name, string step) => Assert.Equal(step, JsonPath.Step(name));

    [Fact]
    public void A_name_is_plain_up_to_100_characters_and_then_cut_off()
    {
        string longest = new('a', 100);
        Assert.Equal($".{longest}", JsonPath.Step(longest));
        Assert.Equal($"['{longest}…']", JsonPath.Step(longest + "a"));
    }

    // Nine at the most: a step without characters would come again and again.
    [Theory]
    [InlineData("$")]
    [InlineData("$.a[0].bc", ".a", "[0]", ".bc")]
    [InlineData("$['']['a b'][12]", "['']", "['a b']", "[12]")]
    [InlineData(@"$['it\'s.a[0]'].c", @"['it\'s.a[0]']", ".c")]
    [InlineData(@"$.a['\\'].b", ".a", @"['\\']", ".b")]
    public void A_path_comes_apart_into_its_steps(string path, params string[] steps) => Assert.Equal(steps, JsonPath.Steps(path).Take(9));
}
