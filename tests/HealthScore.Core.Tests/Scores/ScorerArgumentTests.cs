using HealthScoring.Portfolios;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What a scorer and a score must be given.</summary>
public sealed class ScorerArgumentTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("named", p => p
        .Dimension("usage", 1, d => d.Metric("logins", Scored.Same)).Tier("any", 0));

    private static readonly ScoringProfile Other = Scored.Simple(_ => { });

    [Fact]
    public async Task A_scorer_must_be_given_profile_metrics_overrides_and_customers()
    {
        HealthScorer<string> scorer = new(Profile, [HealthMetric.From<string>("logins", text => text.Length)]);

        Assert.Throws<ArgumentNullException>("profile", () => new HealthScorer<string>(null!, []));
        Assert.Throws<ArgumentNullException>("metrics", () => new HealthScorer<string>(Profile, null!));
        Assert.Throws<ArgumentNullException>("find", () => scorer.WithOverrides(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("customer",
            () => scorer.ScoreAsync(null!, AsOf, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_parent_must_be_given_and_of_the_same_profile()
    {
        HealthScore score = Profile.Score(("logins", 60));

        Assert.Throws<ArgumentNullException>("parent", () => score.AddToParent(null!, "Malta"));
        Assert.Equal(
            $"The parent is of profile 'simple' ({Other.Fingerprint}), not of 'named' ({Profile.Fingerprint}). (Parameter 'parent')",
            Assert.Throws<ArgumentException>(() => score.AddToParent(new(Other), "Malta")).Message);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void A_weight_is_0_or_more(double weight)
    {
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => Profile.Score(("logins", 60)).AddTo(new PortfolioTally(Profile), weight));

        Assert.StartsWith("A weight is 0 to 1e15. (Parameter 'weight')", refused.Message, StringComparison.Ordinal);
        Assert.Equal(weight, refused.ActualValue);
    }
}
