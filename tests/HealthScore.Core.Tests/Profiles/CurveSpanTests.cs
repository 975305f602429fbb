using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Between which values a curve tells customers apart; beyond them it is flat, and a book that lies there has outgrown it.</summary>
public sealed class CurveSpanTests
{
    [Fact]
    public void A_curve_ends_with_its_first_and_last_knot() =>
        Assert.Equal(new ValueRange(5, 10), Curve.FromKnots((5, 0), (10, 20)).Span);

    [Fact]
    public void A_curve_that_jumps_at_an_end_has_none_there()
    {
        Assert.Equal(new ValueRange(double.NegativeInfinity, 10), Curve.FromKnots((5, 0), (5, 10), (10, 20)).Span);
        Assert.Equal(new ValueRange(5, double.PositiveInfinity), Curve.FromKnots((5, 0), (10, 10), (10, 20)).Span);
    }
}
