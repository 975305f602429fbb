using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>What a page cannot show.</summary>
public sealed class PeekTests
{
    [Fact]
    public void A_page_without_a_score_or_with_the_state_of_another_profile_is_refused()
    {
        TrackingState state = Followed.By(_ => { }).Next(0, 60).State;
        ScoringProfile other = ScoringProfile.Create("risk", profile => profile
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same)).Tier("low", 0));

        Assert.Throws<ArgumentNullException>("score", () => Tracker.Peek(state, null!));
        Assert.Equal("The state is of profile 'simple', and the score is of profile 'risk'; store one state per customer and profile, and give each "
            + "score the state of its own. A renamed profile keeps its states with \"id\": \"simple\". (Parameter 'current')",
            Assert.Throws<ArgumentException>(() => Tracker.Peek(state, Followed.ScoreOf(other, 1, 60))).Message);
    }
}
