extern alias core;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>The smallest number that reaches a limit.</summary>
public sealed class LeastScoreTests
{
    // Of a short limit, and of limits with 16 and 17 digits: what lies 1e-9 below is between two doubles, or a double whose neighbour a cast gives.
    [Theory]
    [InlineData(79.1, 79.099999999)]
    [InlineData(83.33333333333333, 83.33333333233334)]
    [InlineData(12.345679012345679, 12.345679011345679)]
    public void It_is_the_first_double_whose_text_is_not_more_than_the_tolerance_below(double limit, double least)
    {
        decimal from = Number.Exact(limit) - 1e-9m;

        Assert.Equal(least, Precision.Standard.Least(limit));
        Assert.True(Number.Exact(least) >= from && Number.Exact(Math.BitDecrement(least)) < from);
    }
}
