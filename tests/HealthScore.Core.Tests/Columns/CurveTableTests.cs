using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>A curve laid out for vectors gives the bits that it gives value by value.</summary>
public sealed class CurveTableTests
{
    // Eight pieces are searched at once; where there are more, sixteen by sixteen, and the last of these may be fewer.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(40)]
    [InlineData(100)]
    public void Any_number_of_pieces_gives_the_bits_of_each_value(int pieces)
    {
        Knot[] knots = Knots(pieces);
        Knot[] jumps = [.. Enumerable.Range(0, pieces).SelectMany(i =>
            new Knot[] { new(4 * i, i * 37 % 101), new(4 * i + 4, (i * 37 + 50) % 101) })];

        foreach (Curve curve in new[] { Curve.FromKnots(knots), Curve.FromKnots(jumps), Curve.Bands(knots) })
        {
            double[] values =
            [
                .. curve.Knots.SelectMany(knot => new[]
                {
                    Math.BitDecrement(knot.X), knot.X, Math.BitIncrement(knot.X), knot.X + 1, knot.X + 2,
                }),
                -7, 1e9, double.MinValue, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            ];
            Array.Resize(ref values, (values.Length + 7) / 8 * 8);
            var points = new double[values.Length];

            new CurveTable(curve).Evaluate(ref values[0], ref points[0], (nuint)values.Length);

            Assert.Equal(values.Select(value => Bits(curve.Evaluate(value))), points.Select(Bits));
        }
    }

    [Fact]
    public void Forty_lines_up_and_down_by_hand()
    {
        Curve curve = Curve.FromKnots([.. Enumerable.Range(0, 41).Select(i => new Knot(4 * i, i % 2 * 100))]);
        double[] values = [.. Enumerable.Range(0, 80).Select(i => 2.0 * i)], points = new double[80];

        new CurveTable(curve).Evaluate(ref values[0], ref points[0], 80);

        // Every second value is the middle of a line; the others are the knots, at 0 and 100 points in turn.
        Assert.Equal(Enumerable.Range(0, 80).Select(i => i % 2 == 1 ? 50.0 : i / 2 % 2 * 100.0), points);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(40)]
    public void No_more_points_are_written_than_asked_for(int pieces)
    {
        foreach (Curve curve in new[] { Curve.FromKnots(Knots(pieces)), Curve.Bands(Knots(pieces)) })
        {
            double[] values = new double[24], points = [.. Enumerable.Repeat(7.0, 24)];

            new CurveTable(curve).Evaluate(ref values[0], ref points[0], 16);

            Assert.Equal(Enumerable.Repeat(0.0, 16).Concat(Enumerable.Repeat(7.0, 8)), points);
        }
    }

    // Whole numbers and distances of four: no line is rounded, and each is one piece.
    private static Knot[] Knots(int lines) => [.. Enumerable.Range(0, lines + 1).Select(i => new Knot(4 * i, i * 37 % 101))];

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
