using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>Which tier counts: margin, dwell, guardrails that act at once, overrides, and customers without a score.</summary>
public sealed class TierTests
{
    [Fact]
    public void A_dwell_by_direction_lets_bad_news_through_and_makes_good_news_wait()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(down: Dwell.None, up: Dwell.Scores(2))));

        Assert.Equal(["low", "low", "high", "low", "low", "high"], customer.Tiers(0, 95, 95, 0, 95, 95));
    }

    [Fact]
    public void Without_rules_the_tier_is_that_of_the_score()
    {
        Assert.Equal(["middle", "low", "high", null, "low", "middle"], Followed.By(_ => { }).Tiers(50, 49.9, 80, null, 0, 79.9));
    }

    [Fact]
    public void The_first_score_sets_the_tier_and_tells_nothing()
    {
        TrackedScore step = Followed.By(profile => profile.Tracking(t => t.Margin(5).Dwell(Dwell.Scores(3)).Drop(1))).Next(0, 51);

        Assert.Equal(("middle", "middle", null, null), (step.Score.Tier, step.Tier, step.PendingTier, step.PendingSince));
        Assert.Empty(step.Events);
        Assert.False(step.IsIgnored);
        Assert.Equal("2026-03-01 00:00 UTC: middle", step.ToString());
    }

    [Fact]
    public void A_cut_off_counts_when_it_is_crossed_by_the_margin()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Margin(5)));

        // Down below 45, up from 55 and 85.
        Assert.Equal(["middle", "middle", "middle", "low", "low", "middle", "middle", "high", "high", "middle"],
            customer.Tiers(60, 45, 84.9, 44.9, 54.9, 55, 84.9, 85, 75, 74.9));
    }

    [Fact]
    public void A_score_can_cross_two_cut_offs_at_once()
    {
        Assert.Equal(["high", "low", "high"], Followed.By(profile => profile.Tracking(t => t.Margin(5))).Tiers(90, 10, 85));
        // From low, 84 is beyond the cut-off of middle by the margin, and not beyond that of high.
        Assert.Equal(["low", "middle"], Followed.By(profile => profile.Tracking(t => t.Margin(5))).Tiers(10, 84));
        Assert.Equal(["high", "middle"], Followed.By(profile => profile.Tracking(t => t.Margin(5))).Tiers(90, 46));
    }

    [Fact]
    public void Another_tier_counts_after_as_many_scores_in_a_row()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3))));

        Assert.Equal(["middle", "middle", "middle", "middle", "middle", "middle", "low"], customer.Tiers(60, 40, 40, 60, 40, 40, 40));
    }

    [Fact]
    public void Another_tier_counts_after_a_time()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.For(TimeSpan.FromDays(14)))));

        customer.Next(0, 60);
        TrackedScore pending = customer.Next(10, 49);
        Assert.Equal(("low", "middle", "low", Followed.Start.AddDays(10)),
            (pending.Score.Tier, pending.Tier, pending.PendingTier, pending.PendingSince));
        Assert.Equal("2026-03-11 00:00 UTC: middle; low pending since 2026-03-11 00:00 UTC", pending.ToString());
        Assert.Equal("middle", customer.Next(23.9, 30).Tier);
        TrackedScore changed = customer.Next(24, 44.8);
        Assert.Equal(("low", null, null), (changed.Tier, changed.PendingTier, changed.PendingSince));
        TrackingEvent told = Assert.Single(changed.Events);
        Assert.Equal((TrackingEventKind.TierChanged, "middle", "low"), (told.Kind, told.FromTier, told.ToTier));
        Assert.Equal(5.2, told.Points!.Value, 1e-12);
        Assert.Equal("tier changed from middle to low: 5.2 points below 50 for 14 days", told.ToString());
    }

    [Fact]
    public void A_pending_change_goes_to_the_nearest_tier_that_every_score_asked_for()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3))));

        Assert.Equal(["high", "high", "high", "middle"], customer.Tiers(90, 10, 60, 10));
        // The next change starts with the next score.
        Assert.Equal(("middle", "low"), (customer.Next(4, 10).Tier, customer.State!.PendingTier));
    }

    [Fact]
    public void A_score_on_the_other_side_starts_again()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.For(TimeSpan.FromDays(2)))));

        customer.Tiers(60, 10, 90);
        Assert.Equal(("high", Followed.Start.AddDays(2)), (customer.State!.PendingTier, customer.State.PendingSince));
        Assert.Equal("middle", customer.Next(3, 90).Tier);
        Assert.Equal("high", customer.Next(4, 90).Tier);
    }

    [Fact]
    public void The_reason_counts_scores_where_the_dwell_does()
    {
        Assert.Equal(["2: tier changed from low to high: 10.0 points above 80 with 2 scores in a row"],
            Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(2)))).Events(0, 95, 90));
        Assert.Equal(["1: tier changed from low to middle: 0.0 points above 50"], Followed.By(_ => { }).Events(0, 50));
    }

    [Fact]
    public void A_guardrail_that_is_immediate_waits_for_nothing()
    {
        Followed customer = Followed.By(profile => profile
            .Tracking(t => t.Margin(5).Dwell(Dwell.Scores(2)))
            .Cap("overdue", 48, Condition.AtLeast("debt", 30), g => g.Immediate())
            .Cap("seats-unused", 48, Condition.AtLeast("seats", 1)));

        customer.Next(0, 90);
        // The other guardrail waits: the first score only asks.
        Assert.Equal(("high", "middle"), (customer.Next(1, 90, seats: 1).Tier, customer.State!.PendingTier));
        TrackedScore step = customer.Next(2, 90, debt: 30);
        Assert.Equal(("low", null), (step.Tier, step.PendingTier));
        Assert.Equal("tier changed from high to low: at once by overdue", Assert.Single(step.Events).ToString());
        // The way back has its margin and its dwell again.
        Assert.Equal("low", customer.Next(3, 90).Tier);
        Assert.Equal("high", customer.Next(4, 90).Tier);
    }

    [Fact]
    public void An_override_counts_at_once_and_so_does_the_first_score_after_it()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Margin(5).Dwell(Dwell.Scores(2))));
        ScoreOverride pin = ScoreOverride.OfTier("low", "the sponsor left", "Ann", Followed.Start, Followed.Start.AddDays(3));

        customer.Next(0, 90);
        Assert.Equal("tier changed from high to low: override: tier low, by Ann until 2026-03-04: the sponsor left",
            Assert.Single(customer.Next(1, 90, decision: pin).Events).ToString());
        Assert.Equal("low", customer.Next(2, null, decision: pin).Tier);
        Assert.Null(customer.Next(3, null).Tier);
        Assert.Equal(
            [
                "scored again, middle", "tier changed from low to middle: an override ended, or the profile changed before",
                "usage is back: after 2 days",
            ],
            customer.Next(4, 79).Events.Select(happened => happened.ToString()));
        // And then it is over.
        Assert.Equal("middle", customer.Next(5, 90).Tier);
    }

    [Fact]
    public void An_unscored_customer_has_no_tier_and_goes_on_from_its_last()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Margin(5).Dwell(Dwell.Scores(2))));
        customer.Tiers(60, 10);

        TrackedScore unscored = customer.Next(2, null);
        Assert.Equal((null, null, "middle", true), (unscored.Tier, unscored.PendingTier, unscored.State.Tier, unscored.State.IsUnscored));
        Assert.Equal("2026-03-03 00:00 UTC: unscored; lost: usage; became unscored: no metric that counts has data; "
            + "usage is lost: no value", unscored.ToString());
        Assert.Empty(customer.Next(3, null).Events);
        // 46 is within the margin of the remembered tier.
        Assert.Equal("2026-03-05 00:00 UTC: middle; scored again, middle; usage is back: after 2 days", customer.Next(4, 46).ToString());
        Assert.Equal(("middle", "low"), (customer.Next(5, 40).Tier, customer.State!.PendingTier));
    }

    [Fact]
    public void The_first_tier_of_a_customer_that_was_unscored_is_that_of_the_score()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3))));

        TrackedScore first = customer.Next(0, null);
        Assert.Equal((null, null), (first.Tier, first.State.Tier));
        Assert.Empty(first.Events);
        Assert.Equal("2026-03-02 00:00 UTC: high; scored, high", customer.Next(1, 90).ToString());
    }

    [Fact]
    public void The_cut_offs_are_those_of_the_segment()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Margin(5))
            .Segment("large", segment => segment.When(Condition.AtLeast("seats", 100)).Tier("middle", 30)));

        customer.Next(0, 40);
        Assert.Equal("low", customer.State!.Tier);
        Assert.Equal("tier changed from low to middle: 10.0 points above 30", Assert.Single(customer.Next(1, 40, seats: 100).Events).ToString());
    }

    [Fact]
    public void A_score_that_is_not_later_is_ignored()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low")));
        customer.Next(5, 60);
        TrackingState before = customer.State!;

        foreach (TrackedScore step in new[] { customer.Next(5, 10), customer.Next(4, 10) })
        {
            Assert.True(step.IsIgnored);
            Assert.Same(before, step.State);
            Assert.Equal(("low", "middle"), (step.Score.Tier, step.Tier));
            Assert.Empty(step.Events);
            Assert.Empty(step.DueActions);
        }
        Assert.Equal("2026-03-05 00:00 UTC: ignored, not later than 2026-03-06 00:00 UTC", customer.Next(4, 10).ToString());
    }

    [Fact]
    public void Times_are_instants_whatever_their_offset()
    {
        var scorer = StoredMeasurements.ScorerFor(Scored.Simple(_ => { }));
        var customer = new Dictionary<string, Measurement>(StringComparer.Ordinal) { ["usage"] = 60 };

        TrackedScore first = Tracker.Next(null, scorer.Score(customer, Followed.Start.ToOffset(TimeSpan.FromHours(2))));
        Assert.Equal(("2026-03-01 00:00 UTC: middle", TimeSpan.Zero), (first.ToString(), first.State.AsOf.Offset));
        Assert.True(Tracker.Next(first.State, scorer.Score(customer, Followed.Start)).IsIgnored);
    }
}
