using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

public sealed class RollUpTests
{
    private static readonly (double? Score, double Weight)[] Children = [(80, 30), (40, 10), (null, 7), (10, 0), (double.NaN, 3)];

    [Fact]
    public void Children_join_by_weight()
    {
        RolledUp mean = RollUp.WeightedMean(Children);

        Assert.Equal(70, mean.Value);
        Assert.Equal((3, 2, 40, 10), (mean.ScoredChildren, mean.UnscoredChildren, mean.ScoredWeight, mean.UnscoredWeight));
    }

    [Fact]
    public void The_lowest_child_that_has_a_weight_counts() => Assert.Equal(40, RollUp.Lowest(Children).Value);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 0)]
    [InlineData(40.000001, 0.25)]
    [InlineData(100, 1)]
    public void The_share_below_a_limit_leaves_the_limit_out(double limit, double share) =>
        Assert.Equal(share, RollUp.ShareBelow(Children, limit).Value);

    [Fact]
    public void Without_a_scored_child_that_has_a_weight_there_is_no_value()
    {
        (double? Score, double Weight)[] unscored = [(null, 5), (50, 0)];

        foreach ((double? Score, double Weight)[] children in new[] { unscored, [] })
        {
            Assert.Null(RollUp.WeightedMean(children).Value);
            Assert.Null(RollUp.Lowest(children).Value);
            Assert.Null(RollUp.ShareBelow(children, 50).Value);
        }
        Assert.Equal((1, 5), (RollUp.Lowest(unscored).UnscoredChildren, RollUp.Lowest(unscored).UnscoredWeight));
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Assert.Equal("Child 1 scores 100.5; a score is 0 to 100, and null for an unscored child. (Parameter 'children')",
            Assert.Throws<ArgumentException>(() => RollUp.Lowest([(1, 1), (100.5, 1)])).Message);
        Assert.Equal("Child 0 weighs NaN; a weight is 0 to 1e15. (Parameter 'children')",
            Assert.Throws<ArgumentException>(() => RollUp.WeightedMean([(1, double.NaN)])).Message);
        Assert.Equal("A score goes from 0 to 100. (Parameter 'limit')\nActual value was NaN.",
            Assert.Throws<ArgumentOutOfRangeException>(() => RollUp.ShareBelow([], double.NaN)).Message.ReplaceLineEndings("\n"));
        Assert.Throws<ArgumentNullException>(() => RollUp.Lowest(null!));
    }
}
