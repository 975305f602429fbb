using HealthScoring.Paths;
using Xunit;

namespace HealthScoring.Tests.Paths;

public sealed class CurveEndsTests
{
    [Fact]
    public void The_smallest_number_of_all_may_earn_the_best_points()
    {
        Assert.Equal(100, CurveEnds.BestPoints(Curve.FromKnots((double.MinValue, 100), (0, 50))));
    }

    [Fact]
    public void A_peak_between_two_whole_numbers_is_the_best_unless_only_whole_numbers_are_accepted()
    {
        Curve peak = Curve.FromKnots((0, 0), (5.5, 100), (10, 0));

        Assert.Equal(100, CurveEnds.BestPoints(peak, new AcceptedValues(new(0, 10), [], whole: false)));
        // At 5; the other side is steeper and gives 88.9 at 6.
        Assert.Equal(500 / 5.5, CurveEnds.BestPoints(peak, new AcceptedValues(new(0, 10), [], whole: true)), 1e-9);
    }
}
