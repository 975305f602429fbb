using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class MisspelledMemberTests
{
    private const string Profile = """
        {
          "name": "p",
          "dimensions": [ { "name": "d", "metrics": [
            { "name": "a", "curve": { "linear": { "worst": 0, "best": 20 } } },
            { "name": "b", "curve": { "targetRange": { "worstBelow": 0, "bestFrom": 1, "bestTo": 2, "worstAbove": 3 } } },
            { "name": "c", "curve": { "linear": { "worst": 0, "best": 1 } }, "missing": { "points": 50 } } ] } ],
          "labels": [ "plan" ],
          "guardrails": [ { "name": "g", "when": { "metric": "a", "atLeast": 30 }, "cap": 40 },
            { "name": "good", "when": { "dimension": "d", "atLeast": 80 }, "floor": 60 },
            { "name": "trial", "when": { "label": "plan", "is": "trial" }, "cap": 70 } ],
          "tiers": [ { "name": "low", "from": 0 }, { "name": "high", "from": 50 } ],
          "actions": [ { "name": "call", "driver": "a", "pointsLost": 5 }, { "name": "write", "when": { "tier": ["low"] } } ]
        }
        """;

    [Theory]
    [InlineData("worst\": 0, \"best\": 20", "wrost\": 0, \"best\": 20")]
    [InlineData("best\": 20", "bets\": 20")]
    [InlineData("bestFrom", "bestForm")]
    [InlineData("curve\": { \"targetRange\"", "curv\": { \"targetRange\"")]
    [InlineData("targetRange", "targetRnage")]
    [InlineData("\"points\"", "\"poinst\"")]
    [InlineData("atLeast\": 30", "atLest\": 30")]
    [InlineData("atLeast\": 80", "atLest\": 80")]
    [InlineData("\"cap\": 40", "\"cpa\": 40")]
    [InlineData("floor", "flor")]
    [InlineData("label\":", "lable\":")]
    [InlineData("\"dimension\":", "\"dimensions\":")]
    [InlineData("\"tier\":", "\"tiers\":")]
    [InlineData("from\": 50", "form\": 50")]
    [InlineData("driver", "drivers")]
    [InlineData("\"name\": \"high\"", "\"nam\": \"high\"")]
    public void Is_one_error(string right, string wrong)
    {
        Assert.Contains(right, Profile, StringComparison.Ordinal);
        InvalidProfileException exception = Assert.Throws<InvalidProfileException>(
            () => ScoringProfile.Parse(Profile.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains("did you mean", Assert.Single(exception.Errors).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_hide_an_error_of_the_member_it_resembles()
    {
        InvalidProfileException exception = Assert.Throws<InvalidProfileException>(
            () => ScoringProfile.Parse(Profile.Replace("\"best\": 20", "\"best\": \"x\", \"bets\": 20", StringComparison.Ordinal)));
        Assert.Equal(2, exception.Errors.Count);
    }
}
