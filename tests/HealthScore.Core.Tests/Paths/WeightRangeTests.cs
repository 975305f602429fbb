using HealthScoring.Paths;
using Xunit;

namespace HealthScoring.Tests.Paths;

public sealed class WeightRangeTests
{
    [Fact]
    public void Bounds_are_also_multiples_of_the_weight_and_print_as_they_are_where_they_are_short()
    {
        WeightRange range = WeightRange.Find("nps", isDimension: false, 2, weight => weight is >= 1.5 and <= 4);

        Assert.Equal((1.5, 4, 0.75, 2), (range.Lowest, range.Highest, range.LowestFactor, range.HighestFactor));
        Assert.Equal("nps: 2, from 1.5 to 4", range.ToString());
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e9)]
    public void The_least_and_the_most_that_a_profile_allows_are_weights_too(double weight)
    {
        WeightRange range = WeightRange.Find("nps", isDimension: false, weight, _ => true);

        Assert.Equal((1e-9, 1e9, true), (range.Lowest, range.Highest, range.IsUnlimited));
    }

    [Fact]
    public void A_weight_that_no_profile_has_is_refused_with_those_it_may_have()
    {
        ArgumentOutOfRangeException refused =
            Assert.Throws<ArgumentOutOfRangeException>("weight", () => WeightRange.Find("nps", isDimension: false, 0, _ => true));

        Assert.Equal("A weight that can move goes from 1e-9 to 1e9. (Parameter 'weight')\nActual value was 0.",
            refused.Message.ReplaceLineEndings("\n"));
    }
}
