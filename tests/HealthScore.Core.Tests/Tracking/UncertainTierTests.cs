using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>No action is due for a tier that a customer is only remembered with, or that its own score is below.</summary>
public sealed class UncertainTierTests
{
    [Fact]
    public void An_unscored_customer_is_not_acted_on_by_the_tier_that_is_remembered()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.AcceptLossAfter(TimeSpan.Zero)).Action("call", a => a.InTier("low")));
        Assert.Equal(["call"], Due(customer.Next(0, 10)));

        TrackedScore unscored = customer.Next(1, null);
        Assert.Equal((null, "low"), (unscored.Tier, unscored.State.Tier));
        Assert.Empty(unscored.DueActions);
    }

    [Fact]
    public void While_data_are_lost_neither_the_tier_above_the_score_nor_the_one_of_the_score_is_acted_on()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3)))
            .Action("call", a => a.InTier("middle")).Action("praise", a => a.InTier("high")));
        Assert.Equal(["praise"], Due(customer.Next(0, 90)));

        TrackedScore lost = customer.Next(1, 60, debt: null);
        Assert.Equal(("middle", "high"), (lost.Score.Tier, lost.Tier));
        Assert.Empty(lost.DueActions);
    }

    private static string[] Due(TrackedScore step) => [.. step.DueActions.Select(action => action.Name)];
}
