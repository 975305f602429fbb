using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class TakenWeightTests
{
    [Fact]
    public void The_last_weight_cannot_be_taken_from_a_profile()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("all", 0));

        Assert.Equal(
            "The profile 'p' has an error:\n- $.dimensions: all dimensions have weight 0; give at least one a weight above 0",
            Assert.Throws<InvalidProfileException>(() => profile.WithWeight("d", 0)).Message);
    }
}
