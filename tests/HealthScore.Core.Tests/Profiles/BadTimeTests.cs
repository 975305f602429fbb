using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Times that are none, and ages that do not go together. One mistake is one error, word for word.</summary>
public sealed class BadTimeTests
{
    private const string Fade = "let it fade for some time, so that it does not vanish at once";
    private static readonly Curve Line = Curve.Linear(0, 1);

    [Fact]
    public void One_age_without_the_other_and_one_given_twice() => Refused(
        """
        { "name": "p", "tiers": [{ "name": "any", "from": 0 }],
          "dimensions": [{ "name": "d", "metrics": [
            { "name": "a", "freshFor": "90 days", "curve": { "linear": { "worst": 0, "best": 1 } } },
            { "name": "b", "staleAfter": "90 days", "curve": { "linear": { "worst": 0, "best": 1 } } },
            { "name": "c", "freshFor": "90 days", "freshFor": "10 days", "staleAfter": "30 days",
              "curve": { "linear": { "worst": 0, "best": 1 } } }] }] }
        """,
        """
        $.dimensions[0].metrics[0].staleAfter (line 3): "staleAfter" is missing; say from what age on it no longer counts, such as "180 days"
        """,
        """
        $.dimensions[0].metrics[1].freshFor (line 4): "freshFor" is missing; say how old it may be and still count fully, such as "90 days"
        """,
        """$.dimensions[0].metrics[2].freshFor (line 5): "freshFor" is given twice; keep one of them""");

    [Fact]
    public void Ages_that_are_none_or_do_not_rise() => Assert.Equal($"""
        The profile 'p' has 6 errors:
        - $.dimensions[0].metrics[0].freshFor: 00:30:00 is not a whole number of hours; use whole hours or days
        - $.dimensions[0].metrics[1].staleAfter: 01:30:00 is not a whole number of hours; use whole hours or days
        - $.dimensions[0].metrics[2].freshFor: -1 days is negative; use 0 days or more
        - $.dimensions[0].metrics[3].freshFor: 36501 days is too long; use at most 36500 days
        - $.dimensions[0].metrics[4].staleAfter: 30 days is not more than "freshFor", 30 days; {Fade}
        - $.dimensions[0].metrics[5].staleAfter: 12 hours is not more than "freshFor", 30 days; {Fade}
        """.ReplaceLineEndings("\n"), Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d
                .Metric("a", Line, m => m.FreshFor(TimeSpan.FromMinutes(30), TimeSpan.FromDays(1)))
                .Metric("b", Line, m => m.FreshFor(TimeSpan.FromHours(1), TimeSpan.FromMinutes(90)))
                .Metric("c", Line, m => m.FreshFor(TimeSpan.FromDays(-1), TimeSpan.FromDays(1)))
                .Metric("e", Line, m => m.FreshFor(TimeSpan.FromDays(36_501), TimeSpan.FromDays(30)))
                .Metric("f", Line, m => m.FreshFor(TimeSpan.FromDays(30), TimeSpan.FromDays(30)))
                .Metric("g", Line, m => m.FreshFor(TimeSpan.FromDays(30), TimeSpan.FromHours(12))))
            .Tier("any", 0))).Message);

    [Fact]
    public void The_longest_time_is_one()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Line, m => m.FreshFor(TimeSpan.Zero, TimeSpan.FromDays(36_500)))).Tier("any", 0));

        Assert.Equal(TimeSpan.FromDays(36_500), profile.Dimensions[0].Metrics[0].Freshness!.StaleAfter);
    }

    [Fact]
    public void A_cool_down_of_no_time_or_less() => Assert.Equal("""
        The profile 'p' has 2 errors:
        - $.actions[0].coolDown: no time at all has no effect; use 1 hour or more
        - $.actions[1].coolDown: -2 hours is negative; use 1 hour or more
        """.ReplaceLineEndings("\n"), Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Line)).Tier("any", 0)
            .Action("none", a => a.InTier("any").CoolDown(CoolDown.For(TimeSpan.Zero)))
            .Action("less", a => a.InTier("any").CoolDown(CoolDown.For(TimeSpan.FromHours(-2)))))).Message);
}
