using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A value that a customer had and has no more.</summary>
public sealed class DataLossTests
{
    [Fact]
    public void A_guardrail_whose_number_is_lost_does_not_make_a_customer_thrive()
    {
        Followed customer = Overdue();

        Assert.Equal(("low", "low"), (customer.Next(0, 90, debt: 30).Tier, customer.State!.Tier));
        TrackedScore lost = Next(customer, 1, debt: null);
        Assert.Equal(("high", "low", null), (lost.Score.Tier, lost.Tier, lost.PendingTier));
        Assert.Equal(["call"], lost.DueActions.Select(action => action.Name));
        Assert.Equal("2026-03-02 00:00 UTC: low; lost: debt; debt is lost: no value; due: call", lost.ToString());
        Assert.Equal(["debt"], lost.State.LostMetrics);
        Assert.Empty(Next(customer, 13, debt: null).Events);

        TrackedScore back = Next(customer, 14, debt: 0);
        Assert.Equal(["tier changed from low to high: 10.0 points above 80", "debt is back: after 13 days"],
            back.Events.Select(happened => happened.ToString()));
        Assert.Empty(back.State.LostMetrics);
    }

    [Fact]
    public void A_label_that_goes_is_no_loss_of_data()
    {
        var profile = ScoringProfile.Create("labelled", p => p
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same)).Label("industry").Tier("low", 0).Tier("high", 50)
            .Action("ask", a => a.When(Condition.LabelIs("industry", "bank"))));
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = StoredMeasurements.ScorerFor(profile);
        TrackedScore first = Tracker.Next(null, scorer.Score(
            new Dictionary<string, Measurement> { ["usage"] = 40, ["industry"] = Measurement.OfLabel("bank") }, Followed.Start));
        TrackedScore next = Tracker.Next(first.State, scorer.Score(
            new Dictionary<string, Measurement> { ["usage"] = 60 }, Followed.Start.AddDays(1)));

        Assert.Equal("high", next.Tier);
        Assert.Empty(next.LostMetrics);
        Assert.Equal([TrackingEventKind.TierChanged], next.Events.Select(happened => happened.Kind));
    }

    [Fact]
    public void After_some_time_a_loss_is_taken_for_what_the_customer_is()
    {
        Followed customer = Overdue();
        customer.Next(0, 90, debt: 30);
        Next(customer, 1, debt: null);

        Assert.Equal("low", Next(customer, 14.9, debt: null).Tier);
        TrackedScore accepted = Next(customer, 15, debt: null);
        Assert.Equal("high", accepted.Tier);
        Assert.Equal(["tier changed from low to high: 10.0 points above 80", "loss of debt accepted: missing for 14 days"],
            accepted.Events.Select(happened => happened.ToString()));
        Assert.Empty(Next(customer, 16, debt: null).Events);
        // And from then on it is a value like any other.
        Assert.Equal("debt is back: after 16 days", Assert.Single(Next(customer, 17, debt: 0).Events).ToString());
        Assert.Empty(customer.State!.Data.Accepted);
        Assert.Equal("debt is lost: no value", Assert.Single(Next(customer, 18, debt: null).Events).ToString());
    }

    [Fact]
    public void A_profile_says_how_long_it_waits()
    {
        Followed never = Overdue(t => t.AcceptLossAfter(TimeSpan.Zero)), day = Overdue(t => t.AcceptLossAfter(TimeSpan.FromDays(1)));
        never.Next(0, 90, debt: 30);
        day.Next(0, 90, debt: 30);

        Assert.Equal("2026-03-02 00:00 UTC: high; tier changed from low to high: 10.0 points above 80; due: praise",
            Next(never, 1, debt: null).ToString());
        Assert.Equal("low", Next(day, 1, debt: null).Tier);
        Assert.Equal("high", Next(day, 2, debt: null).Tier);
    }

    [Fact]
    public void What_was_about_to_rise_waits_anew_and_a_fall_goes_on()
    {
        Followed rising = Overdue(t => t.Dwell(Dwell.Scores(3))), falling = Overdue(t => t.Dwell(Dwell.Scores(3)));
        rising.Next(0, 60);
        rising.Next(1, 90);
        Assert.Equal(("middle", null), (Next(rising, 2, debt: null).Tier, rising.State!.PendingTier));
        Assert.Equal(("middle", "high"), (rising.Next(3, 90).Tier, rising.State!.PendingTier));
        Assert.Equal(("middle", "high"), (rising.Next(4, 90).Tier, rising.State!.PendingTier));
        Assert.Equal("high", rising.Next(5, 90).Tier);

        falling.Next(0, 60);
        falling.Next(1, 40);
        Assert.Equal(("middle", "low"), (Next(falling, 2, debt: null).Tier, falling.State!.PendingTier));
        Assert.Equal(("middle", "low"), (falling.Next(3, 40).Tier, falling.State!.PendingTier));
        Assert.Equal("low", Next(falling, 4, debt: null, usage: 40).Tier);

        // None begins.
        Followed steady = Overdue(t => t.Dwell(Dwell.Scores(3)));
        steady.Next(0, 60);
        Assert.Equal(("middle", null), (Next(steady, 1, debt: null, usage: 40).Tier, steady.State!.PendingTier));
    }

    [Fact]
    public void A_fall_that_does_not_come_from_the_loss_is_not_hidden_by_it()
    {
        Followed customer = Overdue(t => t.Dwell(Dwell.Scores(2)));
        customer.Next(0, 60);
        Assert.Equal(("middle", null), (Next(customer, 1, debt: null, usage: 60).Tier, customer.State!.PendingTier));

        // The same is lost as the day before, when the score did not fall.
        Assert.Equal(("middle", "low"), (Next(customer, 2, debt: null, usage: 30).Tier, customer.State!.PendingTier));
        Assert.Equal("tier changed from middle to low: 20.0 points below 50 with 2 scores in a row",
            Assert.Single(Next(customer, 3, debt: null, usage: 30).Events).ToString());
    }

    [Fact]
    public void A_fall_that_may_come_from_the_loss_waits_for_the_data()
    {
        Followed customer = Overdue(t => t.Dwell(Dwell.Scores(2)));
        customer.Next(0, 60);
        for (int day = 1; day < 6; day++)
            Assert.Equal(("middle", null), (Next(customer, day, debt: null, usage: 30).Tier, customer.State!.PendingTier));
        Assert.True(customer.State!.Data.HidesFall);

        // Without the debt the score was well for a day: what falls then is the customer.
        Next(customer, 6, debt: null, usage: 60);
        Assert.False(customer.State!.Data.HidesFall);
        Assert.Equal("low", Next(customer, 7, debt: null, usage: 30).PendingTier);

        Followed more = Overdue(t => t.Dwell(Dwell.Scores(2)));
        more.Next(0, 60, surveyAge: 1);
        more.Next(1, 60, debt: null, surveyAge: 1);
        Assert.Null(more.Next(2, 30, debt: null).PendingTier);
        Followed silent = Overdue(t => t.Dwell(Dwell.Scores(2)));
        silent.Next(0, 60);
        silent.Next(1, null, debt: null);
        Assert.Equal(["debt", "usage"], silent.State!.LostMetrics);
        Assert.Null(silent.Next(2, 30, debt: null).PendingTier);
    }

    [Fact]
    public void Each_value_has_a_time_of_its_own_so_a_customer_of_whom_something_is_always_missing_waits()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.AcceptLossAfter(TimeSpan.FromDays(5))));
        customer.Next(0, 60, surveyAge: 1);
        for (int day = 1; day < 40; day += 4)
        {
            // Three days without the debt, one without the survey.
            for (int i = 0; i < 3; i++)
                Assert.Equal(("middle", "debt"), (customer.Next(day + i, 90, debt: null, surveyAge: 1).Tier, customer.State!.LostMetrics[0]));
            TrackedScore other = customer.Next(day + 3, 90);
            Assert.Equal(["survey is lost: no value", "debt is back: after 3 days"], other.Events.Select(happened => happened.ToString())
                .Where(text => !text.StartsWith("survey is back", StringComparison.Ordinal)));
            Assert.Equal("middle", other.Tier);
        }
        Assert.Equal("high", customer.Next(41, 90, surveyAge: 1).Tier);
    }

    [Fact]
    public void What_a_new_version_calls_otherwise_is_not_known_to_be_lost()
    {
        Followed signal = Overdue();
        signal.Next(0, 90, debt: 30);
        Next(signal, 1, debt: null);
        ScoringProfile renamed = ScoringProfile.Parse(signal.Profile.ToJson().Replace("\"debt\"", "\"owed\"", StringComparison.Ordinal));
        TrackedScore step = Tracker.Next(signal.State, Followed.ScoreOf(renamed, 2, 90));
        Assert.Equal(("high", 0), (step.Tier, step.State.LostMetrics.Count));
        Assert.Equal(TrackingEventKind.ProfileChanged, step.Events[0].Kind);

        // A tier that is no more cannot stay; the event says so.
        Followed tier = Overdue();
        tier.Next(0, 90, debt: 30);
        Next(tier, 1, debt: null);
        ScoringProfile other = ScoringProfile.Parse(tier.Profile.ToJson().Replace("\"low\"", "\"poor\"", StringComparison.Ordinal));
        step = Tracker.Next(tier.State, Followed.ScoreOf(other, 2, 90, debt: null));
        Assert.Equal("tier changed from low to high: the profile changed", step.Events[1].ToString());
        Assert.Equal(["debt"], step.State.LostMetrics);
    }

    [Fact]
    public void A_value_that_comes_back_after_its_loss_was_accepted_is_reported_unless_it_went_stale()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.AcceptLossAfter(TimeSpan.FromDays(2))));
        customer.Next(0, 60, surveyAge: 1);
        customer.Next(1, 60);
        Assert.Equal("loss of survey accepted: missing for 2 days", Assert.Single(customer.Next(3, 60).Events).ToString());
        Assert.Empty(customer.Next(4, 60).Events);
        Assert.Equal(["survey"], TrackingState.Parse(customer.State!.ToJson()).Data.Accepted.Select(metric => metric.Metric));
        Assert.Equal("survey is back: after 8 days", Assert.Single(customer.Next(9, 60, surveyAge: 1).Events).ToString());

        customer.Next(10, 60);
        customer.Next(12, 60);
        customer.Next(13, 60, surveyAge: 40);
        Assert.Empty(customer.State!.Data.Accepted);
        Assert.Empty(customer.Next(14, 60, surveyAge: 1).Events);
    }

    [Fact]
    public void A_person_decides_whatever_is_lost_and_what_holds_after_waits_for_the_data()
    {
        Followed customer = Overdue();
        ScoreOverride pin = ScoreOverride.OfTier("middle", "we talked", "Ann", Followed.Start, Followed.Start.AddDays(3));
        customer.Next(0, 90, debt: 30);

        Assert.Equal("middle", Next(customer, 1, debt: null, decision: pin).Tier);
        Assert.Equal("middle", Next(customer, 4, debt: null).Tier);
        TrackedScore back = customer.Next(5, 90);
        Assert.Equal(("high", "an override ended, or the profile changed before"), (back.Tier, back.Events[0].Reason));
    }

    [Fact]
    public void A_drop_is_told_neither_without_data_nor_because_a_loss_is_accepted()
    {
        Followed customer = Overdue(t => t.Drop(10).AcceptLossAfter(TimeSpan.FromDays(3)));
        customer.Next(0, 90);

        Assert.Equal(["1: debt is lost: no value", "4: loss of debt accepted: missing for 3 days",
            "5: score dropped by 11.0: from 60.0 to 49.0 within 30 days", "5: tier changed from middle to low: 1.0 points below 50"],
            new[] { (1, 70.0), (2, 70), (4, 60), (5, 49) }.SelectMany(visit => Next(customer, visit.Item1, debt: null, usage: visit.Item2).Events
                .Where(happened => happened.Kind != TrackingEventKind.TierChanged || visit.Item1 == 5)
                .Select(happened => $"{visit.Item1}: {happened}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nobody_acts_on_a_number_that_is_lost_and_nobody_is_praised_whose_score_is_low()
    {
        Followed customer = Followed.By(profile => profile
            .Cap("overdue", 40, Condition.AtLeast("debt", 30), g => g.Immediate().ApplyWhenMissing())
            .Action("collect", a => a.OnGuardrail("overdue")).Action("praise", a => a.InTier("high")));
        Assert.Equal(["praise"], customer.Next(0, 90).DueActions.Select(action => action.Name));

        TrackedScore lost = Next(customer, 1, debt: null);
        // Without a dwell the tier falls; what the guardrail assumes is nobody's debt.
        Assert.Equal(("low", "low"), (lost.Score.Tier, lost.Tier));
        Assert.Empty(lost.DueActions);
    }

    [Fact]
    public void A_new_profile_and_an_override_that_ends_wait_for_lost_data()
    {
        Action<ScoringProfileBuilder> rules = profile => profile
            .Cap("overdue", 40, Condition.AtLeast("debt", 30), g => g.Immediate().ApplyWhenMissing());
        Followed customer = Followed.By(profile => rules(profile.Tracking(t => t.Dwell(Dwell.Scores(3)))));
        customer.Next(0, 90);
        customer.Profile = Followed.Version(profile => rules(profile.Tracking(t => t.Dwell(Dwell.Scores(4)))));

        Assert.Equal("high", Next(customer, 1, debt: null).Tier);
        Assert.Equal("middle", customer.Next(2, 60).Tier);
    }

    [Fact]
    public void A_new_profile_is_not_the_reason_where_a_guardrail_lowers_the_tier_while_data_are_lost()
    {
        Action<ScoringProfileBuilder> rules = profile => profile.Cap("overdue", 40, Condition.AtLeast("debt", 30), g => g.Immediate());
        Followed customer = Followed.By(rules);
        customer.Next(0, 90, surveyAge: 1);
        customer.Profile = Followed.Version(profile => rules(profile.Tracking(t => t.Margin(1))));

        Assert.Contains("tier changed from high to low: at once by overdue",
            customer.Next(1, 90, debt: 30).Events.Select(happened => happened.ToString()));
    }

    [Fact]
    public void What_has_gone_stale_and_what_a_new_profile_does_not_have_is_not_lost()
    {
        Followed customer = Overdue();
        customer.Next(0, 90, surveyAge: 1);

        Assert.Equal("survey went stale: 40 days old", Assert.Single(customer.Next(1, 90, surveyAge: 40).Events).ToString());
        Assert.Empty(customer.Next(2, 90).Events);

        customer.Profile = ScoringProfile.Create("simple", profile => profile
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same)).Signal("seats").Tier("low", 0).Tier("middle", 50).Tier("high", 80));
        TrackedScore step = Tracker.Next(customer.State, StoredMeasurements.ScorerFor(customer.Profile)
            .Score(new Dictionary<string, Measurement>(StringComparer.Ordinal) { ["usage"] = 95, ["seats"] = 1 }, Followed.Start.AddDays(3)));
        Assert.Equal(TrackingEventKind.ProfileChanged, Assert.Single(step.Events).Kind);
        Assert.Empty(step.State.LostMetrics);
    }

    [Fact]
    public void A_metric_that_throws_is_lost_and_the_event_says_why()
    {
        ScoringProfile profile = Scored.Simple(_ => { });
        HealthScore failing = new HealthScorer<int>(profile,
            [.. profile.MetricNames.Select(name => HealthMetric.From<int>(name, _ => name == "debt" ? throw new TimeoutException("no answer") : 60))])
            .Score(0, Followed.Start.AddDays(1));

        TrackedScore step = Tracker.Next(Tracker.Next(null, StoredMeasurements.ScorerFor(profile).Score(
            profile.MetricNames.ToDictionary(name => name, _ => new Measurement(60), StringComparer.Ordinal), Followed.Start)).State, failing);
        Assert.Equal(["debt is lost: fault: TimeoutException: no answer"], step.Events.Select(happened => happened.ToString()));
    }

    private static Followed Overdue(Action<TrackingBuilder>? tracking = null) => Followed.By(profile =>
    {
        profile.Cap("overdue", 40, Condition.AtLeast("debt", 30)).Action("call", a => a.InTier("low")).Action("praise", a => a.InTier("high"));
        if (tracking is not null)
            profile.Tracking(tracking);
    });

    private static TrackedScore Next(Followed customer, double day, double? debt, double usage = 90, ScoreOverride? decision = null) =>
        customer.Next(day, usage, debt, decision: decision);
}
