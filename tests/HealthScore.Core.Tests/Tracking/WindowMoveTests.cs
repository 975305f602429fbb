using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>Drops, rises, and metrics that go stale.</summary>
public sealed class WindowMoveTests
{
    [Fact]
    public void A_drop_is_reported_against_the_highest_score_of_the_window()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(10)));
        customer.Tiers(60, 71.25, 65, 61.5);

        TrackingEvent told = Assert.Single(customer.Next(4, 60.5).Events);
        Assert.Equal((TrackingEventKind.ScoreDropped, 10.75, 71.25, 60.5), (told.Kind, told.Points, told.FromScore, told.ToScore));
        Assert.Equal("score dropped by 10.8: from 71.2 to 60.5 within 30 days", told.ToString());
    }

    [Fact]
    public void Of_two_days_with_the_highest_score_the_later_is_remembered()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(10)));
        customer.Tiers(60, 60);

        Assert.Contains("\"highs\":[{\"day\":\"2026-03-02\",\"score\":60}]", customer.State!.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_by_exactly_the_limit_is_reported_once()
    {
        Assert.Equal(["1: score dropped by 10.0: from 72.0 to 62.0 within 30 days", "4: score dropped by 11.0: from 63.0 to 52.0 within 30 days"],
            Followed.By(profile => profile.Tracking(t => t.Drop(10))).Events(72, 62, 63, 53.5, 52));
    }

    [Fact]
    public void A_rise_is_reported_against_the_lowest_score_of_the_window()
    {
        Assert.Equal(["3: score rose by 10.0: from 50.0 to 60.0 within 30 days"],
            Followed.By(profile => profile.Tracking(t => t.Rise(10))).Events(55, 50, 59.9, 60, 69.9));
    }

    [Fact]
    public void A_drop_does_not_hide_the_rise_after_it()
    {
        Assert.Equal(["1: score dropped by 20.0: from 75.0 to 55.0 within 30 days", "2: score rose by 20.0: from 55.0 to 75.0 within 30 days"],
            Followed.By(profile => profile.Tracking(t => t.Drop(15).Rise(15))).Events(75, 55, 75));
    }

    [Theory]
    [InlineData(6.99, true)]
    [InlineData(7, false)]
    public void A_window_ends_with_the_day_in_utc(double day, bool told)
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(10).Window(TimeSpan.FromDays(7))));
        // The last moment of the first day is a part of it.
        customer.Next(0.99, 75);

        Assert.Equal(told, customer.Next(day, 60).Events.Count == 1);
    }

    [Fact]
    public void A_day_has_its_highest_score()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(10)));
        customer.Next(0, 60);
        customer.Next(0.2, 75);
        customer.Next(0.4, 70);

        Assert.Equal("score dropped by 11.0: from 75.0 to 64.0 within 30 days", Assert.Single(customer.Next(0.6, 64).Events).ToString());
    }

    [Fact]
    public void An_unscored_time_is_not_a_drop_and_keeps_the_window()
    {
        Assert.Equal(["1: became unscored: no metric that counts has data", "1: usage is lost: no value", "2: scored again, middle",
            "2: score dropped by 15.0: from 75.0 to 60.0 within 30 days", "2: usage is back: after 1 day"],
            Followed.By(profile => profile.Tracking(t => t.Drop(10))).Events(75, null, 60));
    }

    [Fact]
    public void A_score_is_reported_with_the_decimals_of_the_profile()
    {
        Assert.Equal(["1: score dropped by 10.0: from 69.12 to 59.12 within 30 days"],
            Followed.By(profile => profile.Tracking(t => t.Drop(10)).Cap("narrow", 99.25, HealthScoring.Condition.Above("debt", 0)))
                .Events(69.125, 59.125));
    }

    [Fact]
    public void A_metric_that_goes_stale_is_reported_once()
    {
        Followed customer = Followed.By(_ => { });

        Assert.Empty(customer.Next(0, 60, surveyAge: 29.9).Events);
        TrackingEvent told = Assert.Single(customer.Next(1, 60, surveyAge: 30.9).Events);
        Assert.Equal((TrackingEventKind.WentStale, "survey"), (told.Kind, told.Metric));
        Assert.Equal("survey went stale: 30 days old", told.ToString());
        Assert.Empty(customer.Next(2, 60, surveyAge: 31.9).Events);
        Assert.Empty(customer.Next(3, 60, surveyAge: 1).Events);
        Assert.Single(customer.Next(40, 60, surveyAge: 38).Events);
    }

    [Fact]
    public void What_is_stale_at_the_first_score_is_not_reported()
    {
        Followed customer = Followed.By(_ => { });

        Assert.Empty(customer.Next(0, 60, surveyAge: 40).Events);
        Assert.Empty(customer.Next(1, 60, surveyAge: 41).Events);
    }
}
