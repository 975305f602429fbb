using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Curves at their edges; the laws have the rest.</summary>
public sealed class CurveTests
{
    [Fact]
    public void Every_number_reaches_the_points_that_all_have()
    {
        Assert.Equal([new(double.NegativeInfinity, double.PositiveInfinity)], Curve.Linear(0, 20).ValuesReaching(0));
        Assert.Equal([new(double.NegativeInfinity, double.PositiveInfinity)], Curve.FromKnots((0, 40), (10, 100), (20, 40)).ValuesReaching(40));
        Assert.Equal([new(10, double.PositiveInfinity)], Curve.FromKnots((0, 0), (10, 40), (20, 60)).ValuesReaching(40));
    }

    [Fact]
    public void Below_the_least_number_there_is_none_to_reach_anything()
    {
        // The right side of a jump counts at its value, and nothing is left of it.
        Assert.Empty(Curve.FromKnots((double.MinValue, 50), (double.MinValue, 0), (0, 0)).ValuesReaching(10));
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        Curve curve = Curve.FromKnots((-0.0, -0.0), (1, 100));

        Assert.False(double.IsNegative(curve.Knots[0].X) || double.IsNegative(curve.Knots[0].Points));
        Assert.Equal(Curve.FromKnots((0, 0), (1, 100)).GetHashCode(), curve.GetHashCode());
    }

    [Fact]
    public void Curves_are_equal_when_their_knots_are()
    {
        Curve line = Curve.Linear(0, 10);

        Assert.True(line.Equals(Curve.FromKnots((0, 0), (10, 100))));
        Assert.False(line.Equals(Curve.Linear(0, 11)));
        Assert.False(line.Equals(null));
        Assert.NotEqual(line.GetHashCode(), Curve.Linear(0, 11).GetHashCode());
    }

    // Just before the last knot the line's own rounding would be beyond it: 29.299999999999997 and 8.200000000000003.
    [Theory]
    [InlineData(100, 14.8, 29.3)]
    [InlineData(-65.8, 7.7, 8.2)]
    public void A_line_never_goes_beyond_its_end(double start, double to, double end)
    {
        double before = Math.BitDecrement(to);
        double unclamped = start + before * ((end - start) / to);
        Assert.True(start > end ? unclamped < end : unclamped > end, $"{unclamped:R}");
        Curve curve = Curve.FromKnots((0, start), (to, end));

        Assert.Equal(end, curve.Evaluate(before));
        Assert.Equal(end, OfColumn(curve, before));
    }

    [Fact]
    public void A_target_of_one_number_has_one_best_knot()
    {
        Assert.Equal([(0, 0), (10, 100), (20, 0)], Curve.TargetRange(0, 10, 10, 20).Knots);
        Assert.Equal([(0, 0), (10, 100), (12, 100), (20, 0)], Curve.TargetRange(0, 10, 12, 20).Knots);
        Assert.Equal("targetRange worstBelow 0 bestFrom 10 bestTo 12 worstAbove 20", Curve.TargetRange(0, 10, 12, 20).ToString());
    }

    // 100 t² (3 − 2t) at t = i / 8 is 100 i² (12 − i) / 256.
    [Fact]
    public void An_s_curve_has_its_corners_at_eighths_and_ends_at_its_end()
    {
        Assert.Equal([(0, 0), (1, 4.296875), (2, 15.625), (3, 31.640625), (4, 50), (5, 68.359375), (6, 84.375), (7, 95.703125), (8, 100)],
            Curve.SCurve(0, 8).Knots);
        // As doubles add, -1 and the distance from there to 0.1 are not 0.1.
        Assert.Equal(new Knot(0.1, 100), Curve.SCurve(-1, 0.1).Knots[^1]);
    }

    // ln 10 = 2.303: with 32 pieces a line is at most 100 / 32 * 2.303 / 32 / 8 = 0.028 points off, with 16 it would be 0.112.
    [Fact]
    public void A_logarithm_has_no_more_pieces_than_its_error_asks_for()
    {
        Assert.Equal(33, Curve.Log(9, 99).Knots.Count);
        // With 256 pieces the bound for 0.05 points is met to the last bit.
        Assert.Equal(257, Curve.Log(0, 2.4128524635687e109).Knots.Count);
    }

    [Fact]
    public void No_number_is_no_number_of_points() => Assert.Equal("NaN is not a number of points. (Parameter 'points')",
        Assert.Throws<ArgumentException>(() => Curve.Linear(0, 1).ValuesReaching(double.NaN)).Message);

    [Fact]
    public void Flat_pieces_that_meet_are_one()
    {
        Assert.Equal([Piece.Flat(double.NegativeInfinity, 50)], Curve.FromKnots((0, 50), (10, 50)).Pieces());
        Assert.Equal(2, Curve.Bands((0, 10), (5, 10), (8, 20), (9, 20)).Pieces().Count());
    }

    [Fact]
    public void Zero_among_the_doubles_is_not_minus_zero() =>
        Assert.Equal(0, BitConverter.DoubleToInt64Bits(Curve.AtRank(Curve.Rank(-0.0))));

    [Fact]
    public void A_shape_of_its_own_ends_at_its_end_and_may_have_the_most_points()
    {
        // The ends are much nearer to 0 than they are to each other.
        Curve line = Curve.Sample(x => x, -1000, 0.5);
        Assert.Equal((-1000, 0.5), (line.Knots[0].X, line.Knots[^1].X));
        Assert.Equal([(0, 1e9), (1, 1e9)], Curve.Sample(_ => 1e9, 0, 1).Knots);
        Assert.Equal([(0, -1e9), (1, -1e9)], Curve.Sample(_ => -1e9, 0, 1).Knots);
    }

    // A hill at one of 4,096 steps, and narrower than two.
    [Theory]
    [InlineData(10, 20)]
    [InlineData(-30, -10)]
    public void A_hill_at_a_step_is_found(double from, double to)
    {
        double top = from + (to - from) * (1231 / 4096.0);

        Assert.Equal(100, Curve.Sample(x => Math.Abs(x - top) <= (to - from) / 20000 ? 100 : 0, from, to).Evaluate(top));
    }

    // Sixteen stairs between two of 4,096 steps: at each sixteenth a line is right, and between them it is not.
    [Fact]
    public void A_stair_that_a_line_meets_at_every_sixteenth_is_followed()
    {
        const double From = 1000 / 4096.0, Width = 1 / 4096.0;
        Curve curve = Curve.Sample(x => x < From ? 0 : x >= From + Width ? 100 : Math.Floor((x - From) / Width * 16) / 16 * 100, 0, 1);

        Assert.All(Enumerable.Range(0, 16), stair => Assert.Equal(stair / 16.0 * 100, curve.Evaluate(From + Width * (stair + 0.5) / 16), 0.05));
    }

    // Where even the difference of neighbouring numbers is too small for a line, there is a jump.
    [Fact]
    public void A_step_beside_0_is_a_jump()
    {
        Curve curve = Curve.Sample(x => x > 0 ? 100 : 0, -1, 1);

        Assert.Equal((0, 100), (curve.Evaluate(0), curve.Evaluate(double.Epsilon)));
        Assert.Equal([(-1, 0), (double.Epsilon, 0), (double.Epsilon, 100), (1, 100)], curve.Knots);
        Curve from0 = Curve.Sample(x => x < 0 ? 0 : 50, -1, 1);
        Assert.Equal((0, 50), (from0.Evaluate(-double.Epsilon), from0.Evaluate(0)));
        // Two jumps from one number to the next and from that to another.
        Curve twice = Curve.Sample(x => x > 0 ? 100 : x == 0 ? 50 : 0, -1, 1);
        Assert.Equal((0, 50, 100), (twice.Evaluate(-double.Epsilon), twice.Evaluate(0), twice.Evaluate(double.Epsilon)));
    }

    [Fact]
    public void A_jump_at_the_least_number_is_within_what_it_reaches() => Assert.Equal(
        [new ValueRange(double.MinValue, double.PositiveInfinity)],
        Curve.FromKnots((double.MinValue, 0), (double.MinValue, 50), (0, 50)).ValuesReaching(40));

    [Fact]
    public void A_shape_of_its_own_needs_a_function_and_an_error_that_is_a_number()
    {
        Assert.Equal("points", Assert.Throws<ArgumentNullException>(() => Curve.Sample(null!, 0, 1)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => Curve.FromQuantiles(null!, (0.1, 0), (0.9, 100))).ParamName);
        Assert.Equal("error", Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Sample(x => x, 0, 1, double.PositiveInfinity)).ParamName);
    }

    // Much narrower than the 4,096 steps, and none of the ends' own points says that anything is there.
    [Theory]
    [InlineData(10, 20, 10, 30)]
    [InlineData(10, 20, 20, -30)]
    [InlineData(0, 1, 0, 64)]
    [InlineData(-7, 5, 0, 33)]
    [InlineData(-7, 5, 0, -33)]
    public void A_hill_towards_an_end_or_0_is_found(double from, double to, double place, int halvings)
    {
        double distance = Math.ScaleB(to - from, -Math.Abs(halvings)) * Math.Sign(halvings), top = place + distance;

        Curve curve = Curve.Sample(x => Math.Abs(x - top) <= Math.Abs(distance) / 4 ? 100 : 0, from, to);

        Assert.Equal(100, curve.Evaluate(top));
        Assert.Equal((0, 0), (curve.Evaluate(place + 2 * distance), curve.Evaluate(place)));
    }

    [Fact]
    public void A_hill_at_0_itself_is_found()
    {
        Curve curve = Curve.Sample(x => Math.Abs(x) < 1e-30 ? 100 : 0, -7, 5);

        Assert.Equal((100, 0), (curve.Evaluate(0), curve.Evaluate(1e-29)));
    }

    [Fact]
    public void A_thousand_knots_are_the_most()
    {
        // Each jump takes two knots, and each end one.
        Curve Of(int jumps) => Curve.Sample(x => Math.Floor(x * (jumps + 0.5) / 1000) % 2 * 100, 0, 1000, error: 20);

        Assert.Equal(1000, Of(499).Knots.Count);
        Assert.Contains("no curve of at most 1,000 knots", Assert.Throws<ArgumentException>(() => Of(500)).Message, StringComparison.Ordinal);
    }

    private static double OfColumn(Curve curve, double value)
    {
        var profile = ScoringProfile.Create("p", p => p.Formula(Formula.Points())
            .Dimension("d", 1, d => d.Formula(Formula.Points()).Metric("m", curve)).Tier("any", 0));
        var score = new double[8];
        new ColumnScorer(profile).Score([Enumerable.Repeat(value, 8).ToArray()], score, new int[8]);
        return score[3];
    }
}
