using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A day that is scored again.</summary>
public sealed class RestateTests
{
    [Fact]
    public void A_day_with_corrected_data_is_as_if_they_had_been_right_and_tells_what_is_new()
    {
        Followed customer = Called();
        customer.Next(0, 60);
        TrackedScore wrong = customer.Next(1, 20);
        Assert.Equal("2026-03-02 00:00 UTC: low; tier changed from middle to low: 30.0 points below 50; score dropped by 40.0: from 60.0 to 20.0 "
            + "within 30 days; due: call", wrong.ToString());

        TrackedScore right = Tracker.Restate(wrong, Score(customer, 1, 90));
        Assert.Equal("2026-03-02 00:00 UTC: high; tier changed from middle to high: 10.0 points above 80; due: praise", right.ToString());
        // The call was made, whatever the tier is now.
        Assert.Equal(["call", "praise"], right.State.Data.Fired.Select(fired => fired.Action));
        customer.State = right.State;
        Assert.Equal(["score dropped by 70.0: from 90.0 to 20.0 within 30 days", "tier changed from high to low: 30.0 points below 50"],
            customer.Next(2, 20).Events.Select(happened => happened.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["call"], customer.Next(31, 20).DueActions.Select(action => action.Name));
    }

    [Fact]
    public void What_was_told_is_not_told_again_whatever_its_points_and_however_often_the_day_is_scored()
    {
        Followed customer = Called();
        customer.Next(0, 60);
        TrackedScore first = customer.Next(1, 20), second = Tracker.Restate(first, Score(customer, 1, 60)),
            third = Tracker.Restate(second, Score(customer, 1, 10));

        Assert.Equal("2026-03-02 00:00 UTC: middle", second.ToString());
        Assert.Equal("2026-03-02 00:00 UTC: low", third.ToString());
        Assert.Equal([10.0], third.State.Data.Highs.Select(high => high.Score));
        Assert.Equal(first.State.Data.Fired, third.State.Data.Fired);
    }

    [Fact]
    public void A_step_is_made_again_from_the_state_before_and_the_stored_score()
    {
        Followed customer = Called();
        TrackingState before = customer.Next(0, 60).State;
        HealthScore wrong = Score(customer, 1, 20), right = Score(customer, 1, 90);
        string stored = new StoredScore(wrong).ToJson();

        TrackedScore told = Tracker.Next(before, StoredScore.Parse(stored).Rescore(customer.Profile));
        Assert.Equal(Tracker.Restate(Tracker.Next(before, wrong), right).ToString(), Tracker.Restate(told, right).ToString());
    }

    [Fact]
    public void A_first_day_is_scored_again_too()
    {
        Followed customer = Called();
        TrackedScore right = Tracker.Restate(customer.Next(0, 20), Score(customer, 0, 90));

        Assert.Equal("2026-03-01 00:00 UTC: high; due: praise", right.ToString());
        Assert.Equal(["call", "praise"], right.State.Data.Fired.Select(fired => fired.Action));
    }

    [Fact]
    public void A_time_that_was_wrong_is_corrected_and_a_cool_down_is_never_in_the_future()
    {
        Followed customer = Called();
        customer.Next(0, 60);
        TrackedScore right = Tracker.Restate(customer.Next(400, 20), Score(customer, 1, 20));

        Assert.Equal(Followed.Start.AddDays(1), right.State.AsOf);
        Assert.Equal(right.State.ToJson(), TrackingState.Parse(right.State.ToJson()).ToJson());
        customer.State = right.State;
        Assert.Empty(customer.Next(30, 20).DueActions);
        Assert.Equal(["call"], customer.Next(31, 20).DueActions.Select(action => action.Name));
    }

    [Fact]
    public void A_later_run_does_not_prolong_the_cool_down_of_what_the_first_one_told()
    {
        Followed customer = Called();
        customer.Next(0, 60);
        customer.State = Tracker.Restate(customer.Next(1, 20), Score(customer, 1.5, 20)).State;

        Assert.Equal(["call"], customer.Next(31, 20).DueActions.Select(action => action.Name));
    }

    [Fact]
    public void An_action_that_cools_down_in_the_new_segment_alone_has_been_told_all_the_same()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low"))
            .Segment("large", s => s.When(Condition.AtLeast("seats", 500))
                .Action("call", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))));
        TrackedScore small = customer.Next(0, 20);
        Assert.Empty(small.State.Data.Fired);

        customer.State = Tracker.Restate(small, Followed.ScoreOf(customer.Profile, 0, 20, seats: 500)).State;
        Assert.Empty(customer.Next(1, 20, seats: 500).DueActions);
        Assert.Equal(["call"], customer.Next(30, 20, seats: 500).DueActions.Select(action => action.Name));
    }

    [Fact]
    public void A_score_that_is_not_later_than_the_state_before_is_ignored_and_what_is_no_step_is_refused()
    {
        Followed customer = Called();
        customer.Next(1, 60);
        TrackedScore told = customer.Next(2, 20), late = Tracker.Restate(told, Score(customer, 1, 90));

        Assert.True(late.IsIgnored);
        Assert.Same(told.State, late.State);
        Assert.Empty(late.DueActions);
        HealthScore score = Score(customer, 3, 90);
        foreach (TrackedScore nothing in new[] { late, Tracker.Peek(told.State, score), Tracker.Next(told.State, Score(customer, 2, 20)) })
        {
            Assert.StartsWith("The tracked score is not a step: it was ignored, or is from Peek.",
                Assert.Throws<ArgumentException>("told", () => Tracker.Restate(nothing, score)).Message, StringComparison.Ordinal);
        }
        Assert.Throws<ArgumentException>("told", () => Tracker.Restate(told, Followed.ScoreOf(Scored.Simple(_ => { }) is var simple
            ? ScoringProfile.Parse(simple.ToJson().Replace("\"simple\"", "\"other\"", StringComparison.Ordinal)) : simple, 3, 90)));
        Assert.Throws<ArgumentNullException>("told", () => Tracker.Restate(null!, score));
        Assert.Throws<ArgumentNullException>("score", () => Tracker.Restate(told, null!));
    }

    private static HealthScore Score(Followed customer, double day, double usage) => Followed.ScoreOf(customer.Profile, day, usage);

    private static Followed Called() => Followed.By(profile => profile
        .Tracking(t => t.Drop(20))
        .Action("call", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))
        .Action("praise", a => a.InTier("high").CoolDown(CoolDown.For(TimeSpan.FromDays(30)))));
}
