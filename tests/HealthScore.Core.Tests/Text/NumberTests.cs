extern alias core;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>Numbers that laws seldom draw: very large or small ones, and those with more digits than a double has.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData(999_999_999_999_999.5, "999999999999999.5")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(-1e15, "-1000000000000000")]
    [InlineData(1e300, "1E+300")]
    public void Points_are_fixed_below_a_quadrillion(double points, string text) => Assert.Equal(text, Number.Points(points));

    [Theory]
    [InlineData(123_456_789.125, "123456789.13")]
    [InlineData(123_456_789.995, "123456790")]
    [InlineData(1e15, "1000000000000000")]
    public void A_large_raw_value_has_no_more_decimals_than_it_needs(double value, string text) => Assert.Equal(text, Number.Raw(value));

    // So near to the middle between two tenths that the decimal number decides.
    [Fact]
    public void What_rounds_to_nothing_has_no_sign()
    {
        Assert.Equal("0.0", Number.Points(-0.04999999999));
        Assert.Equal("0.0 %", Number.Percent(-0.0004999999999));
    }

    // A cast gives 0.0000000000499266462267638, which reads back as the same double by chance.
    [Fact]
    public void A_small_number_has_all_its_digits() =>
        Assert.Equal(0.000000000049926646226763796m, Number.Exact(4.9926646226763796e-11));

    [Fact]
    public void Two_shares_are_told_apart_by_up_to_twenty_decimals()
    {
        Assert.Equal(("0.00000000000000000001 %", "0.00000000000000000002 %"), Number.Apart(1e-22, 2e-22));
        Assert.Equal(("1E-23", "2E-23"), Number.Apart(1e-23, 2e-23));
    }

    // The compiler rounds the same digits to the nearest double.
    [Fact]
    public void A_decimal_number_becomes_the_nearest_double()
    {
        Assert.Equal(0.1, Number.Nearest(0.1m));
        // 16 or 17 digits: a little more than 2^53, and more.
        Assert.Equal(0.9007202401946179, Number.Nearest(0.9007202401946179m));
        Assert.Equal(48.382277801338157, Number.Nearest(48.382277801338157m));
        // 23 digits, of which what exceeds a multiple of 2^64 is less than 2^53.
        Assert.Equal(140379756601224709.50218, Number.Nearest(140379756601224709.50218m));
        // 237 divided by 10^28, which is not a double.
        Assert.Equal(2.37e-26, Number.Nearest(0.0000000000000000000000000237m));
    }
}
