using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class TierScaleTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1e-9)]
    [InlineData(100.1)]
    public void What_is_no_score_has_no_tier(double score) => Assert.Equal(
        "A score goes from 0 to 100; an unscored customer has no tier. (Parameter 'score')",
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(3).Find(score)).Message.Split('\r', '\n')[0]);

    [Fact]
    public void The_ends_have_tiers() => Assert.Equal(("tier 0", "tier 2"), (Of(3).Find(0).Name, Of(3).Find(100).Name));

    // Many names are looked up in another way than few.
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void A_tier_is_found_by_its_name(int count)
    {
        TierScale tiers = Of(count);

        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(i => tiers.IndexOf($"tier {i}")));
        Assert.Equal((-1, -1, -1), (tiers.IndexOf("Tier 0"), tiers.IndexOf(""), tiers.IndexOf(null)));
    }

    [Fact]
    public void A_start_is_never_minus_zero() => Assert.Equal(0L, BitConverter.DoubleToInt64Bits(new Tier("tier", -0.0).From));

    [Fact]
    public void Two_tiers_at_0_are_one_too_many() => Assert.Equal(
        ["'tier 1' starts at 0, not above 'tier 0' at 0"],
        TierScale.Problems([new Tier("tier 0", 0), new Tier("tier 1", 0)]).Select(problem => problem.Problem));

    private static TierScale Of(int count) => new(Enumerable.Range(0, count).Select(i => new Tier($"tier {i}", i)));
}
