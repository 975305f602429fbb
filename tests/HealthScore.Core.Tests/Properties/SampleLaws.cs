using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>A sampled curve keeps its error, as judged at other values than those it was sampled at.</summary>
public sealed class SampleLaws
{
    [Law(costs: 15)]
    public void A_sampled_curve_keeps_its_error(int seed, bool rough)
    {
        var random = new Random(seed);
        double from = (random.Next(3) - 1) * Math.Pow(10, random.Next(5)), to = from + Math.Pow(10, 4 * random.NextDouble());
        Func<double, double> shape = Shape(random, from, to);
        double error = rough ? 0.5 : 0.05;
        Curve curve = Curve.Sample(shape, from, to, error);
        Assert.InRange(curve.Knots.Count, 2, 1000);
        foreach (double value in Probes(random, from, to).Concat(Around(curve, from, to)))
        {
            double off = Math.Abs(curve.Evaluate(value) - shape(value));
            Assert.True(off <= error, $"{off} points off at {value:R}, of {curve.Knots.Count} knots");
        }
    }

    [Fact]
    public void A_logarithm_over_half_a_million_is_right_at_5()
    {
        double Shape(double users) => 100 * Math.Log(1 + users) / Math.Log(500_001);
        Curve curve = Curve.Sample(Shape, 0, 500_000);
        Assert.Equal(Shape(100), curve.Evaluate(100), 0.05);
        Assert.Equal(35.17, curve.Evaluate(100), 0.05);
        Assert.InRange(curve.Knots.Count, 2, 100);
    }

    [Fact]
    public void A_step_is_a_jump_at_exactly_its_place()
    {
        Curve curve = Curve.Sample(tickets => tickets <= 5 ? 100 : tickets < 10 ? 50 : 0, 0, 30);
        Assert.Equal([100, 100, 50, 50, 0, 0], new[] { 0, 5, Math.BitIncrement(5), Math.BitDecrement(10), 10, 30 }.Select(curve.Evaluate));
        Assert.Equal(6, curve.Knots.Count);
        Assert.Equal(201, Curve.Sample(Math.Floor, 0, 100).Knots.Count);
    }

    [Fact]
    public void A_line_needs_no_more_knots_than_its_corners()
    {
        Assert.Equal([(0, 0), (100, 100)], Curve.Sample(x => x, 0, 100).Knots);
        Assert.Equal(3, Curve.Sample(x => Math.Min(100, 7 * x), 0, 50).Knots.Count);
    }

    private static Func<double, double> Shape(Random random, double from, double to)
    {
        double width = to - from;
        double a = random.NextDouble(), b = random.NextDouble(), c = 0.01 + random.NextDouble();
        double At(double value) => (value - from) / width;
        double[] xs = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.NextDouble()).Order()];
        double[] ys = [.. xs.Select(_ => 100 * random.NextDouble()), 100 * a];
        Func<double, double>[] shapes =
        [
            // Smooth.
            value => 100 / (1 + Math.Exp(-20 * (At(value) - a) / c)),
            value => 50 + 25 * Math.Sin(12 * a * At(value)) + 25 * Math.Cos(9 * b * At(value) + c),
            value => 100 * Math.Exp(-At(value) / c * 5),
            value => 100 * Math.Pow(At(value), 0.3 + 3 * b),
            // Logarithmic, steep at one end.
            value => 100 * Math.Log(1 + (value - from)) / Math.Log(1 + width),
            value => 100 - 100 * Math.Log(1 + 1e6 * At(value)) / Math.Log(1 + 1e6),
            value => 100 * Math.Sqrt(1 - Math.Min(1, At(value))),
            // Kinked.
            value => Math.Abs(100 * At(value) - 100 * a),
            value => Math.Clamp(200 * At(value) - 100 * a, 20, 80),
            value => xs.Select((x, i) => Math.Abs(At(value) - x) * (i % 2 == 0 ? 20 : -15)).Sum(),
            // Steps, and steps on a slope.
            value => ys[xs.Count(x => At(value) >= x)],
            value => ys[xs.Count(x => At(value) > x)] + 40 * At(value),
        ];
        return shapes[random.Next(shapes.Length)];
    }

    private static IEnumerable<double> Probes(Random random, double from, double to)
    {
        for (int i = 0; i < 3000; i++)
        {
            yield return from + (to - from) * random.NextDouble();
            double near = (to - from) * Math.Pow(2, -50 * random.NextDouble());
            yield return from + near;
            yield return to - near;
        }
        yield return from;
        yield return to;
    }

    private static IEnumerable<double> Around(Curve curve, double from, double to) => curve.Knots
        .SelectMany((knot, i) => new[]
        {
            knot.X, Math.BitDecrement(knot.X), Math.BitIncrement(knot.X), i == 0 ? knot.X : curve.Knots[i - 1].X / 2 + knot.X / 2,
        })
        .Where(value => value >= from && value <= to);
}
