using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>How a cell becomes a number, and that it never becomes another one.</summary>
public sealed class NumberCellsTests
{
    private static readonly TableFormat German = TableFormat.Plain with
    {
        Decimal = ',',
        Thousands = '.',
        Units = ["€", "EUR"],
        Missing = ["n/a", "-"]
    };

    [Theory]
    [InlineData("12", 12)]
    [InlineData(" 12 ", 12)]
    [InlineData("-0.5", -0.5)]
    [InlineData("1e3", 1000)]
    [InlineData("", double.NaN)]
    [InlineData("   ", double.NaN)]
    public void A_plain_cell_is_read(string cell, double expected)
    {
        Assert.True(new NumberCells(TableFormat.Plain, new("x")).TryRead(cell, out double value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void A_share_of_1_in_per_cent_is_the_nearest_number()
    {
        var cells = new NumberCells(German, new("x") { PercentOf = 1 });
        for (int tenths = 0; tenths <= 1000; tenths++)
        {
            Assert.True(cells.TryRead(string.Create(CultureInfo.InvariantCulture, $"{tenths / 10},{tenths % 10} %"), out double value));
            Assert.Equal(tenths / 1000.0, value);
        }
        Assert.True(cells.TryRead("1,5e1 %", out double whole));
        Assert.Equal(0.15, whole);
        Assert.False(cells.TryRead(" %", out _));
    }

    [Theory]
    [InlineData("12.400,50 €", 12400.5)]
    [InlineData("€ 12.400,50", 12400.5)]
    [InlineData("-€40", -40)]
    [InlineData("12400", 12400)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("-0,75", -0.75)]
    [InlineData("N/A", double.NaN)]
    [InlineData("-", double.NaN)]
    public void A_cell_is_read_as_the_format_says(string cell, double expected)
    {
        Assert.True(new NumberCells(German, new("x")).TryRead(cell, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("12.40")]
    [InlineData("1.2345")]
    [InlineData("1,2,3")]
    [InlineData("12.34.567")]
    [InlineData(".123")]
    [InlineData("1.234,5.6")]
    [InlineData("12 $")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("12 40")]
    [InlineData("0.123")]
    [InlineData("1234.567")]
    [InlineData("1.234e3")]
    [InlineData("-0.123")]
    [InlineData("1e-400")]
    public void A_cell_of_another_form_is_refused(string cell) => Assert.False(new NumberCells(German, new("x")).TryRead(cell, out _));

    [Theory]
    [InlineData(100, "45 %", 45)]
    [InlineData(1, "45 %", 0.45)]
    [InlineData(1, "7,5%", 0.075)]
    public void A_per_cent_sign_is_read_as_the_mapping_says(double whole, string cell, double expected)
    {
        Assert.True(new NumberCells(German, new("x") { PercentOf = whole }).TryRead(cell, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("45 %", "has a per cent sign; write { \"column\": …, \"percentOf\": 100 } to read 45 % as 45, or 1 to read it as 0.45")]
    [InlineData("unknown", "is not a number; where it stands for a missing value, add it to \"missing\" in the mapping's format")]
    [InlineData("0,5", "is not a number; if the comma is the decimal sign, write \"decimal\": \",\" in the mapping's format")]
    [InlineData("1 234.5", "is not a number; if ' ' stands between thousands, write \"thousands\": \" \" in the mapping's format")]
    [InlineData("1.234,50", "is not a number; if it is written as 1.234,50 write \"decimal\": \",\", \"thousands\": \".\" in the mapping's format")]
    [InlineData("12 logins", "is not a number; a text that always stands beside it, such as a currency, goes into \"units\" of the mapping's format")]
    public void What_to_do_about_a_cell_is_said(string cell, string expected)
    {
        var cells = new NumberCells(TableFormat.Plain, new("x"));
        Assert.False(cells.TryRead(cell, out _));
        Assert.Equal(expected, cells.Explain(cell));
    }

    [Fact]
    public void A_yes_and_a_no_are_1_and_0_and_anything_else_is_refused()
    {
        var cells = new NumberCells(German, new("x") { Yes = ["ja"], No = ["nein"] });
        Assert.True(cells.TryRead("Ja", out double yes));
        Assert.True(cells.TryRead("nein", out double no));
        Assert.True(cells.TryRead("n/a", out double missing));
        Assert.Equal((1, 0, double.NaN), (yes, no, missing));
        Assert.False(cells.TryRead("vielleicht", out _));
    }

    /// <summary>The runtime's parser is the judge: where the quick one reads a number, it is that number, to the bit.</summary>
    [Property(MaxTest = 20_000)]
    public Property A_short_number_has_the_bits_of_the_runtimes_parser() => Prop.ForAll(ShortTexts.ToArbitrary(), text =>
    {
        double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return ShortNumber.TryRead(text, out double value)
            && BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected);
    });

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1234567890123456")]
    [InlineData("0.1234567890123456")]
    [InlineData("٣")]
    public void What_is_not_short_and_plain_is_left_to_the_runtimes_parser(string text) => Assert.False(ShortNumber.TryRead(text, out _));

    private static Gen<string> ShortTexts =>
        from digits in Gen.Choose(1, 15)
        from number in Gen.Elements("0123456789".ToCharArray()).ArrayOf(digits)
        from point in Gen.Choose(-1, digits)
        from sign in Gen.Elements("", "-")
        select sign + (point < 0 ? new string(number) : new string(number).Insert(point, "."));
}
