using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class ParentDiffTests
{
    [Fact]
    public void What_changes_for_parents_is_said()
    {
        ScoringProfile without = Profile(_ => { });
        ScoringProfile share = Profile(p => p.ShareBelow("steady").Tier("act", 0).Tier("calm", 90));
        ScoringProfile lowest = Profile(p => p.Lowest().MinimumCoverage(0.5).Tier("act", 0).Tier("calm", 80));

        Assert.Equal("""
            parents.rollUp: parents: roll-up weightedMean → shareBelow
            parents.below: parents: below added: steady
            parents.tiers.act: parents' tier act added: from 0
            parents.tiers.calm: parents' tier calm added: from 90
            """, Lines(without, share), ignoreLineEndingDifferences: true);
        Assert.Equal("""
            parents.rollUp: parents: roll-up shareBelow → lowest
            parents.below: parents: below removed: steady
            parents.minimumCoverage: parents: minimum coverage 0.1 → 0.5
            parents.tiers.calm.from: parents' tier calm: from 90 → 80
            """, Lines(share, lowest), ignoreLineEndingDifferences: true);
    }

    private static string Lines(ScoringProfile before, ScoringProfile after) =>
        string.Join('\n', ProfileDiff.Between(before, after).Changes.Select(change => $"{change.Path}: {change.Text}"));

    private static ScoringProfile Profile(Action<ParentBuilder> parents) => ScoringProfile.Create("group", p => p
        .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("at-risk", 0).Tier("steady", 50).Parents(parents));
}
