extern alias core;
using System.Globalization;
using core::HealthScoring.Text;
using FsCheck;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>How numbers are rounded and printed, held against the decimal number that a double is written as.</summary>
public sealed class NumberLaws
{
    private static readonly double[] Units = [1, 1e-1, 5e-2, 1e-2, 5e-3, 1e-4, 5e-5, 1e-6];

    [Law]
    public void Points_are_the_decimal_number_rounded_to_one_decimal(DoNotSize<int> seed)
    {
        double value = Draw(seed.Item);
        string expected = Reference(value, 1).ToString("F1", CultureInfo.InvariantCulture);
        Assert.Equal(expected, Number.Points(value));
    }

    [Law]
    public void A_share_is_a_hundred_times_the_decimal_number(DoNotSize<int> seed)
    {
        double share = Draw(seed.Item) / 100;
        Assert.Equal(Rounded(Digits(share) * 100, 1).ToString("F1", CultureInfo.InvariantCulture) + " %", Number.Percent(share));
    }

    [Law]
    public void A_raw_value_has_four_decimals_and_from_ten_on_two(DoNotSize<int> seed)
    {
        double value = Draw(seed.Item);
        string expected = Reference(value, Math.Abs(value) >= 10 ? 2 : 4).ToString("0.####", CultureInfo.InvariantCulture);
        Assert.Equal(expected, Number.Raw(value));
    }

    // In the middle between two that can be printed, a bit beside it, or anywhere.
    private static double Draw(int seed)
    {
        var random = new Random(seed);
        double value = random.Next(5) == 0
            ? (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 14))
            : random.Next(-2000, 2001) * Units[random.Next(Units.Length)] + random.Next(0, 3) * 100;
        for (int steps = random.Next(-2, 3); steps != 0; steps -= Math.Sign(steps))
            value = steps > 0 ? Math.BitIncrement(value) : Math.BitDecrement(value);
        return value;
    }

    private static decimal Reference(double value, int decimals) => Rounded(Digits(value), decimals);

    private static decimal Digits(double value) =>
        decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    // Nothing is printed as -0.
    private static decimal Rounded(decimal digits, int decimals) =>
        Math.Round(digits, decimals, MidpointRounding.AwayFromZero) is var rounded && rounded == 0 ? 0 : rounded;
}
