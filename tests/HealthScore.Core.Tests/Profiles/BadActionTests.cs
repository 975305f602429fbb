using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>What an action says beside when it is due. One mistake is one error, word for word.</summary>
public sealed class BadActionTests
{
    [Fact]
    public void Cool_downs_that_are_none() => GoodProfile.Refused(
        [
            (""" "priority": 1""", """ "priority": 1, "coolDown": "soon" """),
            (""" "pointsLost": 5""", """ "pointsLost": 5, "coolDown": 30"""),
        ],
        "$.actions[0].coolDown (line 30): \"soon\" is not a cool-down; "
            + "write a whole number of days or hours, such as \"30 days\", or \"untilTierChanges\"",
        "$.actions[1].coolDown (line 31): 30 is not a cool-down; "
            + "write a whole number of days or hours, such as \"30 days\", or \"untilTierChanges\"");

    [Fact]
    public void A_description_without_a_word_and_a_cool_down_of_an_hour_and_a_half() => Assert.Equal(
        """
        The profile 'p' has 2 errors:
        - $.actions[0].description: the text is empty; write something, or leave the member out
        - $.actions[0].coolDown: 01:30:00 is not a whole number of hours; use whole hours or days
        """.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidProfileException>(() =>
            Create(a => a.InTier("all").Describe(" ").CoolDown(CoolDown.For(TimeSpan.FromHours(1.5))))).Message);

    [Fact]
    public void The_most_points_may_be_lost() => Assert.Equal(1e9, Create(a => a.DrivenBy("m", 1e9)).Actions[0].PointsLost);

    private static ScoringProfile Create(Action<ActionBuilder> action) => ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("all", 0).Action("a", action));
}
