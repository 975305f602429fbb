using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class CurveLaws
{
    [Law]
    public void Every_finite_value_earns_points_within_the_curves_and_missing_ones_earn_none(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        foreach (double x in Grid(curve, seed))
            Assert.InRange(curve.Evaluate(x), curve.LowestPoints, curve.HighestPoints);
        Assert.All([double.NaN, double.PositiveInfinity, double.NegativeInfinity], x => Assert.True(double.IsNaN(curve.Evaluate(x))));
    }

    [Law(costs: 5)]
    public void A_curve_is_what_the_semantics_say(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        double tolerance = 1e-9 * Math.Max(1, Math.Max(-curve.LowestPoints, curve.HighestPoints) / 1000);
        foreach (double x in Grid(curve, seed))
        {
            double points = curve.Evaluate(x);
            Rational truth = ReferenceScorer.PointsOf(draft, x);
            Assert.True(Rational.Abs(truth - points) <= tolerance, $"{points} at {x:R} is not {truth}");
        }
    }

    [Law]
    public void A_monotone_curve_is_monotone_exactly(CurveDraft draft, int seed)
    {
        double[] rising = [.. draft.Build().Knots.Select(knot => knot.Points).Order()];
        double[] xs = [.. draft.Build().Knots.Select(knot => knot.X)];
        var up = new CurveDraft(CurveKind.Knots, [.. xs.Zip(rising, (x, y) => new Knot(x, y))]);
        var down = new CurveDraft(CurveKind.Knots, [.. xs.Zip(rising.Reverse(), (x, y) => new Knot(x, y))]);
        // Other points over the same values may be too steep to be a curve.
        if (!up.IsValid() || !down.IsValid())
            throw LawAttribute.Discard();
        double[] grid = [.. Grid(up.Build(), seed).Order()];
        for (int i = 1; i < grid.Length; i++)
        {
            Assert.True(up.Build().Evaluate(grid[i - 1]) <= up.Build().Evaluate(grid[i]), $"falls from {grid[i - 1]:R} to {grid[i]:R}");
            Assert.True(down.Build().Evaluate(grid[i - 1]) >= down.Build().Evaluate(grid[i]), $"rises from {grid[i - 1]:R} to {grid[i]:R}");
        }
    }

    [Law]
    public void The_inverse_lands_to_the_last_bit(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        foreach (double points in Targets(curve, seed))
        {
            IReadOnlyList<ValueRange> ranges = curve.ValuesReaching(points);
            foreach (ValueRange range in ranges)
            {
                Assert.True(range.From <= range.To);
                Bound(range.From, Math.BitDecrement);
                Bound(range.To, Math.BitIncrement);
            }
            for (int i = 1; i < ranges.Count; i++)
                Assert.True(Math.BitIncrement(ranges[i - 1].To) < ranges[i].From, "the ranges rise, and are as few as possible");
            foreach (double x in Grid(curve, seed))
                Assert.Equal(curve.Evaluate(x) >= points, ranges.Any(range => range.Contains(x)));

            void Bound(double bound, Func<double, double> outward)
            {
                if (!double.IsFinite(bound))
                    return;
                Assert.True(curve.Evaluate(bound) >= points, $"{bound:R} earns less than {points:R}");
                Assert.False(curve.Evaluate(outward(bound)) >= points, $"{outward(bound):R} earns {points:R} too");
            }
        }
    }

    [Law]
    public void A_curve_spelled_as_knots_is_the_same_curve(CurveDraft draft, int seed)
    {
        Curve curve = draft.Build();
        Curve same = Curve.FromKnots([.. curve.Knots]);
        Assert.Equal(curve, same);
        Assert.Equal(curve.GetHashCode(), same.GetHashCode());
        Assert.All(Grid(curve, seed), x => Assert.Equal(Bits(curve.Evaluate(x)), Bits(same.Evaluate(x))));
    }

    [Law]
    public void A_logarithm_is_never_more_than_its_error_off(int seed)
    {
        var random = new Random(seed);
        double End() => random.Next(3) == 0 ? 0 : Math.Pow(10, 12 * random.NextDouble() - 2);
        (double worst, double best) = (End(), End());
        if (worst == best)
            throw LawAttribute.Discard();
        Curve curve = Curve.Log(worst, best);
        double low = Math.Min(worst, best), high = Math.Max(worst, best);
        Assert.Equal((0, 100), (curve.Evaluate(worst), curve.Evaluate(best)));
        for (int i = 0; i < 200; i++)
        {
            double t = random.NextDouble();
            double value = i % 2 == 0 ? low + (high - low) * t : Math.Pow(1 + low, 1 - t) * Math.Pow(1 + high, t) - 1;
            if (value < low || value > high)
                continue;
            double truth = 100 * (double.LogP1(value) - double.LogP1(worst)) / (double.LogP1(best) - double.LogP1(worst));
            Assert.Equal(truth, curve.Evaluate(value), 0.05);
        }
    }

    [Fact]
    public void Tickets_up_to_5_are_healthy_and_up_to_10_concerning()
    {
        Curve curve = Curve.UpTo(5, points: 100).UpTo(10, points: 50).Above(points: 0);
        Assert.Equal([100, 100, 50, 50, 0], new[] { 4.9, 5, 5.1, 10, 10.1 }.Select(curve.Evaluate));
        Assert.Equal("bands up to 5: 100, up to 10: 50, above: 0", curve.ToString());
        Assert.Equal([100, 50], new[] { 0, Math.BitIncrement(0) }.Select(Curve.UpTo(0, 100).Above(50).Evaluate));
    }

    [Fact]
    public void A_logarithm_has_an_ordinary_zero()
    {
        Assert.Equal([0, 100], new[] { 0.0, 1000 }.Select(Curve.Log(0, 1000).Evaluate));
        Assert.Equal([100, 0, 0], new[] { -5, 1000.0, 2000 }.Select(Curve.Log(1000, 0).Evaluate));
        Assert.Equal([10.0, 34.7, 66.8, 90.0], new[] { 1.0, 10, 100, 500 }.Select(users => Math.Round(Curve.Log(0, 1000).Evaluate(users), 1)));
        Assert.Equal(65, Curve.Log(0, 1e6).Knots.Count);
        Assert.Equal("log worst 0 best 1000", Curve.Log(0, 1000).ToString());
    }

    /// <summary>The knots, their neighbours, the values between them, and far away; finite, and with neighbours of every value.</summary>
    private static List<double> Grid(Curve curve, int seed)
    {
        var random = new Random(seed);
        var grid = new List<double> { 0.0, -0.0, double.Epsilon, double.MaxValue, double.MinValue, 1e300, -1e300, 50 };
        for (int i = 0; i < curve.Knots.Count; i++)
        {
            double x = curve.Knots[i].X;
            grid.AddRange([x, x + random.NextDouble(), x - random.NextDouble()]);
            if (i == 0)
                continue;
            double t = random.NextDouble();
            grid.Add(curve.Knots[i - 1].X * (1 - t) + x * t);
            grid.Add(curve.Knots[i - 1].X / 2 + x / 2);
        }
        return [.. grid.SelectMany(x => new[] { Math.BitDecrement(x), x, Math.BitIncrement(x) }).Where(double.IsFinite)];
    }

    private static IEnumerable<double> Targets(Curve curve, int seed)
    {
        var random = new Random(seed);
        double inside = curve.LowestPoints + random.NextDouble() * (curve.HighestPoints - curve.LowestPoints);
        Knot knot = curve.Knots[random.Next(curve.Knots.Count)];
        return [inside, knot.Points, Math.BitIncrement(knot.Points), Math.BitDecrement(knot.Points), curve.LowestPoints,
            curve.HighestPoints, 50];
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);
}
