using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A trend is level where its points would print as none.</summary>
public sealed class LevelTrendTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.049, "level (5 scores in 240 days)")]
    [InlineData(0.05, "rising by 0.1 points in 30 days (5 scores in 240 days)")]
    public void Half_a_tenth_of_a_point_is_no_longer_level(double slope, string text)
    {
        // Times and scores double from point to point, so that seven of the ten slopes are exact, and with them the middle two.
        (int Months, double Score)[] line = [(0, 0), (1, slope), (2, 2 * slope), (4, 4 * slope), (8, 8 * slope)];
        ScoreTrend trend = ScoreTrend.Of(line.Select(point => (AsOf.AddDays(30 * point.Months - 240), (double?)point.Score)),
            TimeSpan.FromDays(250), AsOf)!;

        Assert.Equal((slope, text), (trend.PointsPer30Days, trend.ToString()));
    }
}
