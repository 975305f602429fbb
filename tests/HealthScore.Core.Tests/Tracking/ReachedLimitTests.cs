using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A score reaches the limits of tracking, too, from a billionth below them on.</summary>
public sealed class ReachedLimitTests
{
    [Fact]
    public void A_cut_off_is_crossed_by_the_margin_from_a_billionth_below_it_on()
    {
        Assert.Equal(["low", "low", "middle"], WithMargin().Tiers(10, 54.9999999989, 54.999999999));
        Assert.Equal(["middle", "middle", "low"], WithMargin().Tiers(60, 44.999999999, 44.9999999989));
    }

    [Fact]
    public void A_drop_and_a_rise_are_told_from_a_billionth_below_the_limit_on()
    {
        Assert.Equal(["1: score dropped by 10.0: from 10.0 to 0.0 within 30 days"], WithAlerts().Events(9.999999999, 0));
        Assert.Equal(["1: score rose by 10.0: from 0.0 to 10.0 within 30 days"], WithAlerts().Events(0, 9.999999999));
        Assert.Empty(WithAlerts().Events(9.9999999989, 0));
        Assert.Empty(WithAlerts().Events(0, 9.9999999989));
    }

    private static Followed WithMargin() => Followed.By(profile => profile.Tracking(t => t.Margin(5)));

    private static Followed WithAlerts() => Followed.By(profile => profile.Tracking(t => t.Drop(10).Rise(10)));
}
