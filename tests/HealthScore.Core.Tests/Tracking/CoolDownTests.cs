using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>Which actions are due: by the tier that counts, and not again while they cool down.</summary>
public sealed class CoolDownTests
{
    [Fact]
    public void Actions_are_due_for_the_tier_that_counts()
    {
        Followed customer = Followed.By(profile =>
            profile.Tracking(t => t.Dwell(Dwell.Scores(2))).Action("call", a => a.InTier("low")).Action("praise", a => a.InTier("high")));

        Assert.Equal(["praise"], Due(customer.Next(0, 90)));
        Assert.Equal(["praise"], Due(customer.Next(1, 10)));
        TrackedScore changed = customer.Next(2, 10);
        Assert.Equal(["call"], Due(changed));
        Assert.Equal("2026-03-03 00:00 UTC: low; tier changed from high to low: 40.0 points below 50 with 2 scores in a row; due: call",
            changed.ToString());
        // Without a cool-down it is due with every score.
        Assert.Equal(["call"], Due(customer.Next(3, 10)));
        Assert.Empty(Due(customer.Next(4, null)));
    }

    [Fact]
    public void No_action_of_a_tier_is_due_for_who_never_had_a_score()
    {
        Followed customer = Followed.By(profile => profile
            .Action("call", a => a.InTier("low")).Action("train", a => a.InTier("middle")).Action("praise", a => a.InTier("high")));

        Assert.Empty(Due(customer.Next(0, null)));
        Assert.Empty(Due(customer.Next(1, null)));
        Assert.Equal(["train"], Due(customer.Next(2, 60)));
    }

    [Fact]
    public void An_action_is_not_due_again_before_its_time()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(7)))));

        Assert.Equal(["call"], Due(customer.Next(0, 10)));
        Assert.Empty(Due(customer.Next(3, 90)));
        Assert.Empty(Due(customer.Next(6.99, 10)));
        Assert.Equal(["call"], Due(customer.Next(7, 10)));
        Assert.Empty(Due(customer.Next(13, 10)));
    }

    [Fact]
    public void An_action_is_not_due_again_until_the_tier_changes()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low").CoolDown(CoolDown.UntilTierChanges)));

        Assert.Equal(["call"], Due(customer.Next(0, 10)));
        Assert.Empty(Due(customer.Next(500, 10)));
        Assert.Empty(Due(customer.Next(501, 60)));
        Assert.Equal(["call"], Due(customer.Next(502, 10)));
        Assert.Empty(Due(customer.Next(503, 10)));
    }

    [Fact]
    public void To_become_unscored_is_not_to_leave_a_tier()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low").CoolDown(CoolDown.UntilTierChanges)));

        Assert.Equal(["call"], Due(customer.Next(0, 10)));
        Assert.Empty(Due(customer.Next(1, null)));
        Assert.Empty(Due(customer.Next(2, 10)));
    }

    [Fact]
    public void A_tier_that_a_new_version_does_not_have_is_not_left_until_another_counts()
    {
        Followed customer = Followed.By(profile => profile.Cap("overdue", 100, Condition.AtLeast("debt", 30))
            .Action("collect", a => a.OnGuardrail("overdue").CoolDown(CoolDown.UntilTierChanges)));

        Assert.Equal(["collect"], Due(customer.Next(0, 90, debt: 30)));
        customer.Profile = ScoringProfile.Parse(customer.Profile.ToJson().Replace("\"high\"", "\"top\"", StringComparison.Ordinal));
        TrackedScore unscored = customer.Next(1, null, debt: 30);
        Assert.Null(unscored.State.Tier);
        Assert.Empty(Due(unscored));
        // A first tier leaves none.
        Assert.Empty(Due(customer.Next(2, 90, debt: 30)));
        Assert.Equal(["collect"], Due(customer.Next(3, 60, debt: 30)));
    }

    [Fact]
    public void An_action_behind_a_guardrail_cools_in_whatever_tier_it_was_due()
    {
        Followed customer = Followed.By(profile => profile.Cap("overdue", 100, Condition.AtLeast("debt", 30))
            .Action("collect", a => a.OnGuardrail("overdue").CoolDown(CoolDown.UntilTierChanges)));

        Assert.Equal(["collect"], Due(customer.Next(0, 90, debt: 30)));
        Assert.Empty(Due(customer.Next(1, 90, debt: 30)));
        Assert.Equal(["collect"], Due(customer.Next(2, 60, debt: 30)));
        Assert.Empty(Due(customer.Next(3, null, debt: 30)));
    }

    [Fact]
    public void A_segment_may_have_a_cool_down_of_its_own()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))
            .Segment("large", segment => segment.When(Condition.AtLeast("seats", 100))
                .Action("call", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(2))))));

        Assert.Equal(["call"], Due(customer.Next(0, 10)));
        Assert.Empty(Due(customer.Next(2, 10)));
        Assert.Equal(["call"], Due(customer.Next(2.1, 10, seats: 100)));
        Assert.Empty(Due(customer.Next(5, 10)));
    }

    private static string[] Due(TrackedScore step) => [.. step.DueActions.Select(action => action.Name)];
}
