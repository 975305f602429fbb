using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A tier that is asked for and does not count yet: which it is, and what ends it.</summary>
public sealed class PendingTests
{
    [Fact]
    public void A_pending_rise_goes_to_the_nearest_tier_that_every_score_asked_for() =>
        Assert.Equal(["low", "low", "low", "middle"], Patient().Tiers(10, 90, 60, 90));

    [Fact]
    public void A_single_score_that_suffices_is_not_counted() =>
        Assert.Equal(["1: tier changed from low to high: 10.0 points above 80"],
            Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(1)))).Events(10, 90));

    [Fact]
    public void A_guardrail_that_is_immediate_ends_what_is_pending_also_while_data_are_lost()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3)))
            .Cap("overdue", 60, Condition.AtLeast("debt", 30), g => g.Immediate()));
        customer.Next(0, 60, surveyAge: 1);
        Assert.Equal("low", customer.Next(1, 40, surveyAge: 1).PendingTier);

        TrackedScore capped = customer.Next(2, 90, debt: 30);
        Assert.Equal(["survey"], capped.LostMetrics);
        Assert.Equal(("middle", "middle", null), (capped.Score.Tier, capped.Tier, capped.PendingTier));
    }

    [Fact]
    public void A_score_that_comes_again_has_the_lowest_tier_where_that_counts()
    {
        Followed customer = Patient();
        customer.Next(0, 10);

        TrackedScore again = customer.Next(0, 90);
        Assert.Equal((true, "high", "low"), (again.IsIgnored, again.Score.Tier, again.Tier));
    }

    [Fact]
    public void A_pending_fall_waits_while_data_are_lost_though_the_score_asks_for_the_tier_that_counts()
    {
        Followed customer = Patient();
        customer.Next(0, 60, surveyAge: 1);
        customer.Next(1, 40, surveyAge: 1);

        TrackedScore held = customer.Next(2, 60);
        Assert.Equal(["survey"], held.LostMetrics);
        Assert.Equal(("middle", "low"), (held.Tier, held.PendingTier));
    }

    [Fact]
    public void A_new_version_ends_what_is_pending_also_while_data_are_lost()
    {
        Followed customer = Patient();
        customer.Next(0, 60);
        Assert.Equal("low", customer.Next(1, 40).PendingTier);

        customer.Profile = Followed.Version(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(4))));
        TrackedScore step = customer.Next(2, 40, debt: null);
        Assert.Equal(["debt"], step.LostMetrics);
        Assert.Equal(("middle", null), (step.Tier, step.PendingTier));
    }

    private static Followed Patient() => Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3))));
}
