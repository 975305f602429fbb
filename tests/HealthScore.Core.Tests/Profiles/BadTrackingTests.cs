using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Rules by which nobody could be followed. One mistake is one error, word for word.</summary>
public sealed class BadTrackingTests
{
    [Fact]
    public void Every_member_wrong_at_once() => Refused(
        Profile("""{ "margin": 101, "dwell": "soon", "drop": 0, "rise": 101, "window": "401 days", "acceptLossAfter": "36501 days" }"""),
        "$.tracking.dwell (line 2): \"soon\" is not a dwell; write a whole number of days, hours or scores, such as \"14 days\" or \"3 scores\", "
            + "or { \"down\": …, \"up\": … }",
        "$.tracking.margin (line 2): 101 points are no margin; give 0 or a few points",
        "$.tracking.drop (line 2): a score cannot change by 0 points; give a number above 0, at most 100",
        "$.tracking.rise (line 2): a score cannot change by 101 points; give a number above 0, at most 100",
        "$.tracking.acceptLossAfter (line 2): 36501 days is too long; use at most 36500 days",
        "$.tracking.window (line 2): 401 days is not a window; use whole days from 1 to 400");

    [Fact]
    public void A_negative_margin() => Refused(
        Profile("""{ "margin": -1 }"""),
        "$.tracking.margin (line 2): -1 points are no margin; give 0 or a few points");

    [Theory]
    [InlineData("0 days")]
    [InlineData("12 hours")]
    [InlineData("36 hours")]
    [InlineData("401 days")]
    public void A_window_that_is_not_1_to_400_whole_days(string window) => Refused(
        Profile($$"""{ "rise": 5, "window": "{{window}}" }"""),
        $"$.tracking.window (line 2): {window} is not a window; use whole days from 1 to 400");

    [Theory]
    [InlineData(1, "1 day")]
    [InlineData(2, "48 hours")]
    [InlineData(400, "400 days")]
    public void A_window_of_1_to_400_whole_days(int days, string window) => Assert.Equal(
        TimeSpan.FromDays(days), ScoringProfile.Parse(Profile($$"""{ "rise": 5, "window": "{{window}}" }""")).Tracking.Window);

    [Fact]
    public void A_window_with_nothing_to_look_for() => Refused(
        Profile("""{ "window": "60 days" }"""),
        """$.tracking.window (line 2): there is a window and nothing to look for in it; give a "drop" or a "rise", or remove it""");

    [Fact]
    public void A_window_with_a_misspelled_drop_is_one_error() => Refused(
        Profile("""{ "window": "60 days", "drp": 5 }"""),
        """$.tracking.drp (line 2): unknown member "drp"; did you mean 'drop'?""");

    [Fact]
    public void A_dwell_of_too_few_or_too_many_scores() => Refused(
        Profile("""{ "dwell": { "down": "0 scores", "up": "1001 scores" } }"""),
        "$.tracking.dwell.down (line 2): 0 scores cannot be waited for; use 1 to 1000 scores",
        "$.tracking.dwell.up (line 2): 1001 scores cannot be waited for; use 1 to 1000 scores");

    [Fact]
    public void The_longest_dwell_in_scores_is_one() =>
        Assert.Equal(1000, ScoringProfile.Parse(Profile("""{ "dwell": "1000 scores" }""")).Tracking.DwellDown.Count);

    private static string Profile(string tracking) =>
        $$"""
        { "name": "p", "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
          "tiers": [{ "name": "all", "from": 0 }], "tracking": {{tracking}} }
        """;
}
