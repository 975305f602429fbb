using System.Text.Json;
using Xunit;

namespace HealthScoring.Tests.Metrics;

public class MeasurementTests
{
    [Fact]
    public void A_column_distinguishes_no_value_from_not_a_number()
    {
        Assert.True(double.IsNaN(Measurement.NoValue));
        Assert.Equal(MissingReason.NoValue, new Measurement(Measurement.NoValue).MissingReason);
        Assert.Equal(Measurement.None, new Measurement(Measurement.NoValue));
        Assert.Equal(MissingReason.NotANumber, new Measurement(double.NaN).MissingReason);
        Assert.Equal(MissingReason.NotANumber, new Measurement(0.0 / Math.Abs(0)).MissingReason);
        Assert.NotEqual(Measurement.None, new Measurement(double.NaN));
    }

    [Fact]
    public void A_label_is_no_number()
    {
        Measurement both = new Measurement(5) with { Label = "gold" };

        Assert.Equal((null, "gold", null), (both.Value, both.Label, both.MissingReason));
        Assert.Equal(both.Label, JsonSerializer.Deserialize<Measurement>("""{ "value": 5, "label": "gold" }""", JsonSerializerOptions.Web).Label);
        Assert.Null(JsonSerializer.Deserialize<Measurement>("""{ "value": 5, "label": "gold" }""", JsonSerializerOptions.Web).Value);
    }

    [Fact]
    public void A_number_stands_in_a_column_with_all_its_bits()
    {
        foreach (double number in new[] { 0.0, -0.0, double.Epsilon, double.NaN, double.NegativeInfinity })
            Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(new Measurement(number).Raw));
        Assert.Equal(BitConverter.DoubleToInt64Bits(Measurement.NoValue), BitConverter.DoubleToInt64Bits(Measurement.None.Raw));
    }
}
