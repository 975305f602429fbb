using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Sampled curves to the last knot, also where numbers are so near that a line has no slope.</summary>
public sealed class SampledCurveTests
{
    // Lines may use four fifths of the error, here 1 point.
    [Fact]
    public void What_is_off_by_what_a_line_may_be_needs_no_knot()
    {
        double next = Math.BitIncrement(1.0);

        Assert.Equal([(0, 0), (1, 0)], Curve.Sample(x => x == 0.5 ? 1 : 0, 0, 1, error: 1.25).Knots);
        Assert.Equal([(1, 0), (next, 1)], Curve.Sample(x => x > 1 ? 1 : 0, 1, next, error: 1.25).Knots);
    }

    [Fact]
    public void A_line_through_0_needs_no_knot_there() => Assert.Equal([(-1, -1), (1, 1)], Curve.Sample(x => x, -1, 1).Knots);

    // Three numbers lie between the jumps, so that some of sixteen equal steps round to a jump.
    [Fact]
    public void Two_jumps_a_few_numbers_apart_need_no_knot_between()
    {
        double second = 1 + 4 * (Math.BitIncrement(1.0) - 1);

        Assert.Equal([(0, 0), (1, 0), (1, 50), (second, 50), (second, 100), (2, 100)],
            Curve.Sample(x => x < 1 ? 0 : x < second ? 50 : 100, 0, 2).Knots);
    }

    // All of it lies on a line, but on one that is steeper than a double can say.
    [Fact]
    public void A_stair_from_each_number_to_the_next_around_0_is_all_jumps()
    {
        IEnumerable<Knot> jumps = Enumerable.Range(-3, 8)
            .SelectMany(stair => new Knot[] { (stair * double.Epsilon, stair - 1), (stair * double.Epsilon, stair) });

        Assert.Equal([(-1, -4), .. jumps, (1, 4)], Curve.Sample(x => Math.Clamp(x / double.Epsilon, -4, 4), -1, 1).Knots);
    }

    // The slope from end to end is less than any double but 0: a curve of that line would stay at 0 until its last knot.
    [Fact]
    public void A_line_is_as_far_off_as_the_curve_that_has_it()
    {
        Curve curve = Curve.Sample(x => Math.Floor(x / 1e308 * 4) / 4 * 1e-16, 0, 1e308, error: 5e-17);

        Assert.Equal(7.5e-17, curve.Evaluate(9e307), 5e-17);
    }

    // Values are compared for each fifth of the error, here for each point.
    [Fact]
    public void A_jump_of_more_than_ten_million_fifths_of_the_error_is_refused() => Assert.Equal(
        "no curve of at most 1,000 knots was found that stays within 5 points; allow a larger error, a smaller range or a calmer shape",
        Assert.Throws<ArgumentException>(() => Curve.Sample(x => x > 1 ? 10_000_001 : 0, 1, Math.BitIncrement(1.0), error: 5)).Message);

    // 4,190 values of the grid from 0 to 1, and 15 between its ends.
    [Fact]
    public void No_more_calls_are_made_than_allowed()
    {
        Assert.Equal(2, new CurveSampler(x => x, 5, mostCalls: 4205).Between(0, 1).Length);
        Assert.Throws<ArgumentException>(() => new CurveSampler(x => x, 5, mostCalls: 4204).Between(0, 1));
    }

    // A step is a fifth of the error, here a point.
    [Fact]
    public void A_jump_has_no_more_steps_than_calls_are_allowed()
    {
        Knot[] Jump(long most) => new CurveSampler(x => x > 1 ? 100 : 0, 5, most).Between(1, Math.BitIncrement(1.0));

        Assert.Equal(3, Jump(100).Length);
        Assert.Throws<ArgumentException>(() => Jump(99));
    }

    [Fact]
    public void A_small_jump_beside_0_needs_no_line() => Assert.Equal(
        [(0, 0), (double.Epsilon, 0), (double.Epsilon, 0.03)], Curve.Sample(x => x > 0 ? 0.03 : 0, 0, double.Epsilon).Knots);
}
