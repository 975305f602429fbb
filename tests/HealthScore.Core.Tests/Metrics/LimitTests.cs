using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

/// <summary>A share of a limit that is none is missing for want of a value, and not because a division gave no number.</summary>
public sealed class LimitTests
{
    private static readonly CustomerMetrics<Account> Factory = new();

    [Theory]
    [InlineData(3.0, 0.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(3.0, -1.0)]
    [InlineData(3.0, double.PositiveInfinity)]
    public void A_share_of_no_limit_has_no_value(double used, double limit)
    {
        Assert.Equal(MissingReason.NoValue, Factory.SeatUse(_ => used, _ => limit).Measure(With(), AsOf).MissingReason);
        Assert.Equal(MissingReason.NoValue, Factory.LimitUse(_ => used, _ => limit).Measure(With(), AsOf).MissingReason);
    }
}
