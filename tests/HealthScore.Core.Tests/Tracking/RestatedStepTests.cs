using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>What a first run of a day told is another thing than what a second one tells.</summary>
public sealed class RestatedStepTests
{
    [Fact]
    public void A_rise_is_told_although_a_drop_was()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(20).Rise(20)));
        customer.Next(0, 60);
        TrackedScore dropped = customer.Next(1, 30);
        Assert.Equal(["tier changed from middle to low: 20.0 points below 50", "score dropped by 30.0: from 60.0 to 30.0 within 30 days"],
            dropped.Events.Select(happened => happened.ToString()));

        Assert.Equal(["tier changed from middle to high: 10.0 points above 80", "score rose by 30.0: from 60.0 to 90.0 within 30 days"],
            Tracker.Restate(dropped, Followed.ScoreOf(customer.Profile, 1, 90)).Events.Select(happened => happened.ToString()));
    }

    [Fact]
    public void What_cooled_down_in_the_old_segment_alone_goes_on_cooling()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low"))
            .Segment("large", s => s.When(Condition.AtLeast("seats", 500))
                .Action("call", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))));
        TrackedScore large = customer.Next(0, 20, seats: 500);
        Assert.Equal(["call"], large.DueActions.Select(action => action.Name));

        TrackedScore small = Tracker.Restate(large, Followed.ScoreOf(customer.Profile, 0, 20));
        Assert.Empty(small.DueActions);
        customer.State = small.State;
        Assert.Empty(customer.Next(1, 20, seats: 500).DueActions);
        Assert.Equal(["call"], customer.Next(30, 20, seats: 500).DueActions.Select(action => action.Name));
    }
}
