using System.Globalization;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>The slope of a history of scores, by hand.</summary>
public sealed class ScoreTrendTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_straight_line_has_its_slope()
    {
        // Half a point a day.
        ScoreTrend trend = Of(60, (0, 50), (10, 45), (20, 40), (30, 35), (40, 30))!;

        Assert.Equal((15.0, 5, AsOf.AddDays(-40), AsOf), (trend.PointsPer30Days, trend.ScoreCount, trend.From, trend.To));
        Assert.Equal("rising by 15.0 points in 30 days (5 scores in 40 days)", trend.ToString());
    }

    [Fact]
    public void The_median_of_all_slopes_by_hand()
    {
        // Scores 10, 20, 10, 40, 30 on days 0, 30, 60, 90, 120: the slopes per 30 days are 10, 0, 10, 5, -10, 10, 10/3, 30, 10, -10.
        // In order: -10, -10, 0, 10/3, 5, 10, 10, 10, 10, 30; the middle two are 5 and 10.
        Assert.Equal(7.5, Of(130, (120, 10), (90, 20), (60, 10), (30, 40), (0, 30))!.PointsPer30Days, 1e-12);
        // With 50 on day 150 come 8, 7.5, 40/3, 5 and 20: of 15 slopes the middle one is 8.
        Assert.Equal(8, Of(160, (150, 10), (120, 20), (90, 10), (60, 40), (30, 30), (0, 50))!.PointsPer30Days, 1e-12);
    }

    [Fact]
    public void One_outlier_turns_nothing()
    {
        Assert.Equal("falling by 6.0 points in 30 days (5 scores in 40 days)", Of(60, (40, 60), (30, 58), (20, 56), (10, 54), (0, 100))!.ToString());
        Assert.Equal("level (5 scores in 40 days)", Of(60, (40, 60), (30, 60), (20, 0), (10, 60), (0, 60))!.ToString());
    }

    [Fact]
    public void Fewer_than_five_instants_are_not_a_trend()
    {
        Assert.Null(Of(60));
        Assert.Null(Of(60, (40, 1), (30, 2), (20, 3), (10, 4)));
        Assert.Null(Of(60, (40, 1), (30, 2), (20, 3), (10, 4), (10, 5)));
    }

    [Fact]
    public void A_time_without_a_score_is_left_out()
    {
        (DateTimeOffset, double?)[] scores = [.. Enumerable.Range(0, 5).Select(i => (AsOf.AddDays(-10 * i), (double?)(50 - 5 * i)))];

        Assert.Equal("rising by 15.0 points in 30 days (5 scores in 40 days)",
            ScoreTrend.Of([.. scores, (AsOf.AddDays(-5), null)], TimeSpan.FromDays(60), AsOf)!.ToString());
        Assert.Null(ScoreTrend.Of([.. scores[1..], (AsOf, null)], TimeSpan.FromDays(60), AsOf));
    }

    [Fact]
    public void Scores_that_cover_less_than_half_of_the_window_are_not_a_trend()
    {
        Assert.NotNull(Of(40, (20, 1), (15, 2), (10, 3), (5, 4), (0, 5)));
        Assert.Null(Of(40.0001, (20, 1), (15, 2), (10, 3), (5, 4), (0, 5)));
    }

    [Fact]
    public void The_window_ends_now_and_does_not_hold_its_beginning()
    {
        (double, double)[] four = [(15, 1), (10, 1), (5, 1), (0, 1)];

        Assert.Null(Of(20, [(20, 1), .. four]));
        Assert.Equal(5, Of(20, [(19.99, 1), .. four])!.ScoreCount);
        Assert.Null(Of(20, [(-0.01, 1), .. four]));
    }

    [Fact]
    public void Of_scores_for_one_instant_the_last_given_counts()
    {
        Assert.Equal(15, Of(60, (40, 30), (30, 90), (20, 40), (30, 35), (10, 45), (0, 50))!.PointsPer30Days, 1e-12);
    }

    [Fact]
    public void A_day_that_was_scored_again_without_a_score_is_left_out()
    {
        (DateTimeOffset, double?)[] scores = [.. Enumerable.Range(0, 6).Select(i => (AsOf.AddDays(-10 * i), (double?)(50 - 5 * i)))];

        Assert.Equal(5, ScoreTrend.Of([.. scores, (AsOf, null)], TimeSpan.FromDays(60), AsOf)!.ScoreCount);
        Assert.Equal(6, ScoreTrend.Of([.. scores, (AsOf, null), (AsOf, 50)], TimeSpan.FromDays(60), AsOf)!.ScoreCount);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(100.5, "100.5")]
    public void What_is_not_a_score_is_refused(double score, string text)
    {
        Assert.Equal($"The score of 2025-04-01T00:00:00Z is {text}; a score goes from 0 to 100, and null stands for none. (Parameter 'history')",
            Assert.Throws<ArgumentException>(() => Of(60, (365, score))).Message);
    }

    [Fact]
    public void A_history_that_is_too_long_or_an_empty_window_is_refused()
    {
        Assert.Equal(0, Of(3000, [.. Enumerable.Range(0, 2000).Select(day => ((double)day, 50.0))])!.PointsPer30Days);
        Assert.Equal("The window has 2001 scores, more than 2000; thin them, such as to one per day. (Parameter 'history')",
            Assert.Throws<ArgumentException>(() => Of(3000, [.. Enumerable.Range(0, 2001).Select(day => ((double)day, 50.0))])).Message);
        Assert.Throws<ArgumentOutOfRangeException>("window", () => Of(0));
        Assert.Throws<ArgumentNullException>("history", () => ScoreTrend.Of(null!, TimeSpan.FromDays(1), AsOf));
    }

    [Fact]
    public void Windows_may_reach_beyond_all_time()
    {
        Assert.Null(ScoreTrend.Of([], TimeSpan.MaxValue, DateTimeOffset.MinValue));
        Assert.Null(ScoreTrend.Of(Enumerable.Repeat((DateTimeOffset.MaxValue, (double?)1), 9), TimeSpan.MaxValue, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void It_prints_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        string text = Of(60, (40, 1.5), (30, 2), (20, 2.5), (10, 3), (0, 3.5))!.ToString();
        CultureInfo.CurrentCulture = before;

        Assert.Equal("rising by 1.5 points in 30 days (5 scores in 40 days)", text);
    }

    /// <summary>The scores, each with its age in days.</summary>
    private static ScoreTrend? Of(double days, params (double Age, double Score)[] history) =>
        ScoreTrend.Of(history.Select(item => (AsOf.AddDays(-item.Age), (double?)item.Score)), TimeSpan.FromDays(days), AsOf);
}
