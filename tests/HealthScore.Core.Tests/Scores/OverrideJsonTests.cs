using System.Text.Json;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class OverrideJsonTests
{
    [Theory]
    [InlineData(""" "Score": 101, "Reason": "r", "Author": "a", "Until": "2027-01-01T00:00:00Z" """,
        "101 is not a score; a score goes from 0 to 100.")]
    [InlineData(""" "Score": 1e999, "Reason": "", "Author": "a", "Until": "2027-01-01T00:00:00Z" """,
        "Infinity is not a score; a score goes from 0 to 100. The override has no reason; give one, so that others can judge it later.")]
    [InlineData(""" "Tier": "x", "Score": 1, "Reason": "r", "Author": "a", "Until": "2027-01-01T00:00:00Z" """,
        "The override pins not just one of a score and a tier; give one of them.")]
    public void What_is_no_override_is_bad_json(string members, string message)
    {
        string json = $$"""{ "From": "2026-01-01T00:00:00Z", {{members}} }""";
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ScoreOverride>(json)).Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "Score": 1, "Reason": "\ud800", "Author": "a", "From": "2026-01-01T00:00:00Z", "Until": "2027-01-01T00:00:00Z" }""")]
    public void Nothing_but_a_JsonException_says_so(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ScoreOverride>(json));
}
