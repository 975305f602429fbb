using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>What a profile says of itself, and the same profile with another weight or in a segment.</summary>
public sealed class ScoringProfileTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("new", p => p
        .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 1)).Metric("seats", Curve.Linear(0, 1)))
        .Tier("low", 0).Tier("high", 50)
        .Segment("big", s => s.Tier("high", 60)));

    [Theory]
    [InlineData("adoption", 5.0, "\"weight\": 3, \"formula\"", "\"weight\": 5, \"formula\"")]
    [InlineData("usage", 7.0, "\"unit\": \"days\", \"weight\": 2", "\"unit\": \"days\", \"weight\": 7")]
    public void Another_weight_of_a_dimension_or_metric_changes_nothing_else(string name, double weight, string old, string changed) => Assert.Equal(
        ScoringProfile.Parse(FullProfile.Json.Replace(old, changed, StringComparison.Ordinal)).ToJson(),
        ScoringProfile.Parse(FullProfile.Json).WithWeight(name, weight).ToJson());

    [Fact]
    public void Only_what_has_a_weight_may_get_another_one()
    {
        Assert.Throws<ArgumentNullException>("name", () => Profile.WithWeight(null!, 1));
        Assert.Equal("The profile has no dimension or metric 'nps'; use one of: logins, seats, usage. (Parameter 'name')",
            Assert.Throws<ArgumentException>("name", () => Profile.WithWeight("nps", 1)).Message);
    }

    [Fact]
    public void The_last_weight_cannot_be_taken() => Assert.Equal(
        "The profile 'new' has an error:\n- $.dimensions: all dimensions have weight 0; give at least one a weight above 0",
        Assert.Throws<InvalidProfileException>(() => Profile.WithWeight("usage", 0)).Message);

    [Fact]
    public void A_segment_has_the_tiers_of_the_profile_with_starts_of_its_own()
    {
        TierScale big = Profile.TiersOf(Profile.Segments[0]);
        Assert.Equal(["low", "high"], big.Select(tier => tier.Name));
        Assert.Equal([0.0, 60.0], big.Select(tier => tier.From));
        Assert.Equal([0.0, 50.0], Profile.TiersOf(null).Select(tier => tier.From));
    }

    [Fact]
    public void A_profile_without_an_id_is_known_by_its_name()
    {
        ScoringProfile renamed = ScoringProfile.Create("new", p => p
            .Id("old").Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("any", 0));
        Assert.Equal(("new", "old"), (Profile.Id, renamed.Id));
    }
}
