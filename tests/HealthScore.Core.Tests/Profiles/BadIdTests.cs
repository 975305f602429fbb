using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>What a profile says of itself as a whole.</summary>
public sealed class BadIdTests
{
    [Fact]
    public void An_empty_id_and_points_for_faults_that_no_mean_allows() => Assert.Equal(
        """
        The profile 'p' has 2 errors:
        - $.id: the text is empty; write something, or leave the member out
        - $.onFault.points: 125 points are out of range; give points from 0 to 100; only the formula "points" goes beyond
        """.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Id(" ").OnFault(FaultPolicy.Points(125)).Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("all", 0))).Message);
}
