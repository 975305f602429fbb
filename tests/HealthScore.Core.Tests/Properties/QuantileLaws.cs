using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>Curves from the quantiles of a book of customers.</summary>
public sealed class QuantileLaws
{
    private static readonly (double Quantile, double Points)[] Quantiles = [(0, 0), (0.07, 5), (0.1, 10), (0.5, 60), (0.9, 95), (1, 100)];

    [Law]
    public void However_the_values_are_ordered_or_split_the_curve_is_the_same(int seed)
    {
        var random = new Random(seed);
        double[] values = Values(random);
        if (values.Distinct().Count() < 2)
            throw LawAttribute.Discard();
        Curve curve = Curve.FromQuantiles(values, Quantiles);
        double[] shuffled = [.. values];
        random.Shuffle(shuffled);
        int cut = random.Next(values.Length);
        Assert.Equal(curve, Curve.FromQuantiles(shuffled, Quantiles));
        Assert.Equal(curve, Curve.FromQuantiles(shuffled[cut..].Concat(shuffled[..cut]), Quantiles));
    }

    [Law]
    public void Each_quantile_is_the_least_value_that_its_share_does_not_exceed(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Values(random).Distinct()];
        if (values.Length < 34)
            throw LawAttribute.Discard();
        Curve curve = Curve.FromQuantiles(values, Quantiles);
        foreach ((double quantile, double points) in Quantiles)
        {
            double value = values.Order().First(value => values.Count(other => other <= value) >= (decimal)quantile * values.Length);
            Assert.Equal(points, curve.Evaluate(value));
        }
    }

    [Law]
    public void Rising_points_stay_rising_and_only_values_are_knots(int seed)
    {
        double[] values = Values(new Random(seed));
        if (values.Distinct().Count() < 2)
            throw LawAttribute.Discard();
        Curve curve = Curve.FromQuantiles(values, Quantiles);
        Assert.Equal(curve.Knots.Select(knot => knot.Points).Order(), curve.Knots.Select(knot => knot.Points));
        Assert.All(curve.Knots, knot => Assert.Contains(knot.X, values));
        Assert.Equal((0, 100), (curve.Evaluate(values.Min()), curve.Evaluate(values.Max())));
    }

    [Fact]
    public void The_top_tenth_of_my_customers()
    {
        double[] revenue = [.. Enumerable.Range(1, 1000).Select(i => 10.0 * i)];
        Curve curve = Curve.FromQuantiles(revenue, (0.1, 0), (0.9, 100));
        Assert.Equal("knots [1000, 0] [9000, 100]", curve.ToString());
        Assert.Equal(101, revenue.Count(value => curve.Evaluate(value) == 100));
        // 0.07 · 100 is 7.000000000000001 in binary numbers.
        Assert.Equal(7, Curve.FromQuantiles(Enumerable.Range(1, 100).Select(i => (double)i), (0.07, 0), (1, 100)).Knots[0].X);
    }

    [Fact]
    public void Customers_that_share_a_value_are_as_good_as_the_place_they_share()
    {
        // Six of ten have no ticket. They are the best there is, or the worst, as the points say.
        double[] tickets = [0, 0, 0, 0, 0, 0, 1, 2, 5, 9];
        Assert.Equal("knots [0, 100] [5, 0]", Curve.FromQuantiles(tickets, (0.1, 100), (0.5, 50), (0.9, 0)).ToString());
        Assert.Equal("knots [0, 0] [5, 100]", Curve.FromQuantiles(tickets, (0.1, 0), (0.5, 50), (0.9, 100)).ToString());
        // Nobody has more than all features.
        double[] features = [0.1, 0.2, 0.3, 1, 1, 1, 1, 1, 1, 1];
        Assert.Equal("knots [0.1, 0] [1, 100]", Curve.FromQuantiles(features, (0.1, 0), (0.5, 50), (0.9, 100)).ToString());
        // In the middle of the others.
        double[] answers = [1, 2, 3, 3, 3, 3, 3, 3, 4, 5];
        Assert.Equal("knots [2, 10] [3, 50] [5, 100]", Curve.FromQuantiles(answers, (0.2, 10), (0.3, 30), (0.5, 50), (0.8, 70), (1, 100)).ToString());
    }

    [Fact]
    public void A_book_of_a_million_is_no_burden() => Assert.Equal("knots [100000, 0] [900000, 100]",
        Curve.FromQuantiles(Enumerable.Range(1, 1_000_000).Select(i => 1_000_001.0 - i), (0.1, 0), (0.9, 100)).ToString());

    /// <summary>Fifteen values or more, sometimes with many alike.</summary>
    private static double[] Values(Random random)
    {
        int different = random.Next(2) == 0 ? random.Next(1, 8) : int.MaxValue;
        return [.. Enumerable.Range(0, random.Next(34, 300)).Select(_ => different == int.MaxValue
            ? Math.Round(random.NextDouble() * 1000 - 300, random.Next(4))
            : random.Next(different) - 2.0)];
    }
}
