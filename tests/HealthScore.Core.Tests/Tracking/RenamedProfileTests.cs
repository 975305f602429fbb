using HealthScoring.Analysis;
using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A profile that is renamed goes on with the states it has.</summary>
public sealed class RenamedProfileTests
{
    private static readonly ScoringProfile Old = Named("b2b-saas"), Forgetful = Named("saas"), New = Named("saas", p => p.Id("b2b-saas"));

    [Fact]
    public void A_renamed_profile_keeps_its_states_with_its_old_name_as_its_id()
    {
        TrackingState state = Tracker.Next(null, Old.Score(("usage", 90))).State;

        TrackedScore step = Tracker.Next(state, StoredMeasurements.ScorerFor(New).Score(
            new Dictionary<string, Measurement> { ["usage"] = 90 }, state.AsOf.AddDays(1)));

        Assert.Equal(("high", "b2b-saas"), (step.Tier, step.State.ProfileId));
        Assert.Equal([TrackingEventKind.ProfileChanged], step.Events.Select(told => told.Kind));
        Assert.Equal(("b2b-saas", "saas", "saas"), (Old.Id, Forgetful.Id, New.Name));
        Assert.Equal("b2b-saas", ScoringProfile.Parse(New.ToJson()).Id);
        Assert.DoesNotContain("\"id\"", Old.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_difference_of_the_profiles_says_so_before_the_first_customer_of_the_night()
    {
        Assert.Equal("profile b2b-saas is now called saas; tracking states do not follow it without \"id\": \"b2b-saas\"",
            Assert.Single(ProfileDiff.Between(Old, Forgetful).Changes).Text);
        Assert.Equal("profile b2b-saas is now called saas", ProfileDiff.Between(Old, New).Changes[0].Text);
        Assert.Equal("id added: other; tracking states do not follow it",
            Assert.Single(ProfileDiff.Between(Old, Named("b2b-saas", p => p.Id("other"))).Changes).Text);
    }

    [Fact]
    public void Without_it_the_message_says_what_to_do() =>
        Assert.Equal("The state is of profile 'b2b-saas', and the score is of profile 'saas'; store one state per customer and profile, "
            + "and give each score the state of its own. A renamed profile keeps its states with \"id\": \"b2b-saas\". (Parameter 'previous')",
            Assert.Throws<ArgumentException>(() =>
                Tracker.Next(Tracker.Next(null, Old.Score(("usage", 90))).State, Forgetful.Score(("usage", 90)))).Message);

    private static ScoringProfile Named(string name, Action<ScoringProfileBuilder>? more = null) => ScoringProfile.Create(name, p =>
    {
        p.Dimension("adoption", 1, d => d.Metric("usage", Scored.Same)).Tier("low", 0).Tier("high", 80);
        more?.Invoke(p);
    });
}
