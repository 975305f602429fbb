using HealthScoring.Portfolios;
using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>The score that people see: with the tier that counts.</summary>
public sealed class TrackedScoreTests
{
    [Fact]
    public void It_is_explained_and_counted_by_the_tier_that_counts()
    {
        Followed customer = Patient();
        Assert.Contains("To do\n  praise: in middle\n", customer.Next(0, 60).Explain(), StringComparison.Ordinal);
        TrackedScore tracked = customer.Next(1, 40);

        Assert.Equal(("low", "middle", 1), (tracked.Score.Tier, tracked.Tier, tracked.TierIndex));
        Assert.StartsWith("""
            Acme: 40.0 of 100, middle (all is well)
              counts as middle; the score alone is low
              low pending since 2026-03-02 00:00 UTC
              coverage: 100.0 %
            """.ReplaceLineEndings("\n"), tracked.Explain("Acme"), StringComparison.Ordinal);
        // It cools down.
        Assert.DoesNotContain("To do", tracked.Explain(), StringComparison.Ordinal);

        PortfolioTally raw = new(customer.Profile), seen = new(customer.Profile);
        tracked.Score.AddTo(raw, weight: 7);
        tracked.AddTo(seen, weight: 7);
        Assert.Equal([1, 0, 0], raw.ToSummary().All.Tiers.Select(tier => tier.Customers));
        Assert.Equal([0, 1, 0], seen.ToSummary().All.Tiers.Select(tier => tier.Customers));
        Assert.Equal((7.0, 40.0), (seen.ToSummary().All.Tiers[1].Weight, seen.ToSummary().All.MeanScore));
    }

    [Fact]
    public void A_page_shows_what_counts_and_moves_nothing()
    {
        Followed customer = Patient(Dwell.Scores(2));
        customer.Next(0, 60);
        TrackedScore night = customer.Next(1, 40);
        string stored = night.State.ToJson();

        for (int hour = 1; hour < 5; hour++)
        {
            TrackedScore page = Peek(customer, 1 + hour / 24.0, 40);
            Assert.Equal(("middle", "low"), (page.Tier, page.PendingTier));
            Assert.Equal(["praise"], page.DueActions.Select(action => action.Name));
            Assert.Empty(page.Events);
            Assert.False(page.IsIgnored);
            Assert.Equal(stored, page.State.ToJson());
        }
        Assert.Equal("low", customer.Next(2, 40).Tier);
    }

    [Fact]
    public void A_page_shows_the_tier_of_the_last_run_also_when_the_time_to_wait_for_another_is_over()
    {
        Followed customer = Patient(Dwell.For(TimeSpan.FromHours(36)));
        customer.Next(0, 60);
        customer.Next(1, 40);
        Assert.Equal(("middle", "low"), (customer.Next(2, 40).Tier, customer.State!.PendingTier));

        TrackedScore page = Peek(customer, 2.6, 40);
        Assert.Equal(("middle", "low"), (page.Tier, page.PendingTier));
        Assert.Equal("low", customer.Next(2.6, 40).Tier);
    }

    [Fact]
    public void What_a_page_tries_is_not_pending_although_something_else_is_since_the_same_time()
    {
        Followed customer = Patient();
        customer.Next(0, 60);
        Assert.Equal("low", customer.Next(1, 40).PendingTier);

        Assert.Equal("low", Peek(customer, 1, 40).PendingTier);
        Assert.Null(Peek(customer, 1, 90).PendingTier);
    }

    [Fact]
    public void A_page_shows_an_action_that_cools_down_and_one_of_an_earlier_time_too()
    {
        Followed customer = Patient();
        Assert.Equal(["praise"], customer.Next(0, 60).DueActions.Select(action => action.Name));
        Assert.Empty(customer.Next(1, 60).DueActions);

        Assert.Equal(["praise"], Peek(customer, 1.5, 60).DueActions.Select(action => action.Name));
        Assert.Equal("middle", Peek(customer, 0.5, 60).Tier);
        Assert.Equal("high", Tracker.Peek(null, Followed.ScoreOf(customer.Profile, 0, 90)).Tier);
    }

    [Fact]
    public void A_page_shows_at_once_what_counts_at_once()
    {
        Followed customer = Patient();
        customer.Next(0, 60);
        ScoreOverride pin = ScoreOverride.OfTier("high", "why", "Ann", Followed.Start, Followed.Start.AddDays(9));

        Assert.Equal("high", Tracker.Peek(customer.State, Followed.ScoreOf(customer.Profile, 0.5, 60, decision: pin)).Tier);
        Assert.Equal("low", Tracker.Peek(customer.State, Followed.ScoreOf(customer.Profile, 0.5, 60, debt: 50)).Tier);
        Assert.Null(Tracker.Peek(customer.State, Followed.ScoreOf(customer.Profile, 0.5, null)).Tier);
        Assert.Equal("middle", customer.Next(1, 60).Tier);
    }

    [Fact]
    public void A_tally_of_another_profile_and_a_weight_that_is_none_are_refused()
    {
        TrackedScore tracked = Patient().Next(0, 60);

        Assert.Throws<ArgumentException>(() => tracked.AddTo(new(Scored.Simple(_ => { }))));
        Assert.Throws<ArgumentOutOfRangeException>(() => tracked.AddTo(new(Patient().Profile), -1));
        Assert.Throws<ArgumentNullException>(() => tracked.AddTo(null!));
        Assert.Throws<ArgumentNullException>(() => Tracker.Peek(null, null!));
    }

    [Fact]
    public void A_late_score_of_another_kind_has_its_own_tier_and_is_explained_and_counted_by_it()
    {
        Followed customer = Patient();
        customer.Next(0, 90);
        customer.Next(2, null);
        TrackedScore late = customer.Next(1, 90);
        var tally = new PortfolioTally(customer.Profile);
        late.AddTo(tally);

        Assert.True(late.IsIgnored);
        Assert.Equal("high", late.Tier);
        Assert.StartsWith("90.0 of 100, high\n  2026-03-02 00:00 UTC: ignored, not later than 2026-03-03 00:00 UTC\n", late.Explain(),
            StringComparison.Ordinal);
        Assert.Equal((1L, 0L), (tally.ToSummary().All.Scored, tally.ToSummary().All.Unscored.Customers));

        customer.Next(3, 60);
        TrackedScore unscored = customer.Next(2, null);
        Assert.Null(unscored.Tier);
        Assert.StartsWith("unscored\n", unscored.Explain(), StringComparison.Ordinal);
    }

    private static TrackedScore Peek(Followed customer, double day, double usage) =>
        Tracker.Peek(customer.State, Followed.ScoreOf(customer.Profile, day, usage));

    private static Followed Patient(Dwell? dwell = null) => new(ScoringProfile.Create("patient", profile => profile
        .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same)).Signal("debt")
        .Cap("overdue", 10, Condition.AtLeast("debt", 30), g => g.Immediate())
        .Tracking(t => t.Dwell(dwell ?? Dwell.Scores(3)))
        .Tier("low", 0).Tier("middle", 50, "all is well").Tier("high", 80)
        .Action("praise", a => a.InTier("middle").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))));
}
