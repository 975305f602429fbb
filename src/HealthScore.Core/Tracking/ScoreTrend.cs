using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>
/// Where a customer's scores are heading: the median of the slopes between every two of them, which a single outlier does not turn.
/// </summary>
/// <remarks>
/// The Theil–Sen estimator: H. Theil, "A rank-invariant method of linear and polynomial regression analysis" (1950); P. K. Sen, "Estimates of
/// the regression coefficient based on Kendall's tau" (1968).
/// </remarks>
public sealed class ScoreTrend
{
    private const int FewestScores = 5;
    private const int MostScores = 2000;
    private const double TicksPer30Days = 30.0 * TimeSpan.TicksPerDay;
    private const double Level = 0.05;

    private ScoreTrend(double slope, (DateTimeOffset At, double Score)[] scores) =>
        (PointsPer30Days, ScoreCount, From, To) = (slope, scores.Length, scores[0].At, scores[^1].At);

    /// <summary>By how many points the score changes in 30 days of 24 hours: negative where it falls.</summary>
    public double PointsPer30Days { get; }

    /// <summary>How many scores it is from, one per instant; at least 5.</summary>
    public int ScoreCount { get; }

    /// <summary>The time of the first of them, in UTC.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The time of the last of them, in UTC.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Finds the trend of the scores of a window of time.</summary>
    /// <param name="history">
    /// The scores, 0 to 100, each with the time it is for, in any order; <see langword="null"/> for a time without a score, which is left out.
    /// Of several scores for one instant the last given counts.
    /// </param>
    /// <param name="window">How far back to look, more than no time. An instant just as long ago as that is outside.</param>
    /// <param name="asOf">The end of the window, inclusive.</param>
    /// <returns>
    /// The trend; <see langword="null"/> where the window has scores for fewer than 5 instants, or where they cover less than half of it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A score is NaN or outside 0 to 100, within the window or not; or the window has scores for more than 2,000 instants.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is not more than no time.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is <see langword="null"/>.</exception>
    public static ScoreTrend? Of(IEnumerable<(DateTimeOffset At, double? Score)> history, TimeSpan window, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (DateTimeOffset At, double Score)[] scores = [.. InWindow(history, window, asOf)];
        if (scores.Length > MostScores)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The window has {scores.Length} scores, more than {MostScores}; thin them, such as to one per day."), nameof(history));
        }
        if (scores.Length < FewestScores)
            return null;
        TimeSpan covered = scores[^1].At - scores[0].At;
        return covered < window - covered ? null : new(MedianSlope(scores), scores);
    }

    /// <summary>The direction, the points and what they are from.</summary>
    /// <returns>As in <c>falling by 4.2 points in 30 days (12 scores in 58 days)</c>.</returns>
    public override string ToString()
    {
        string change = Math.Abs(PointsPer30Days) < Level ? "level"
            : $"{(PointsPer30Days < 0 ? "falling" : "rising")} by {Number.Points(Math.Abs(PointsPer30Days))} points in 30 days";
        return FormattableString.Invariant($"{change} ({ScoreCount} scores in {Number.Age(Duration.Days(To - From))})");
    }

    private static IEnumerable<(DateTimeOffset At, double Score)> InWindow(
        IEnumerable<(DateTimeOffset At, double? Score)> history, TimeSpan window, DateTimeOffset asOf)
    {
        var scores = new SortedDictionary<DateTimeOffset, double?>();
        foreach ((DateTimeOffset at, double? given) in history)
        {
            if (given is not null and not (>= 0 and <= 100))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The score of {TimeText.Exact(at)} is {Number.Text(given.Value)}; a score goes from 0 to 100, and null stands for none."),
                    nameof(history));
            }
            if (at <= asOf && asOf - at < window)
                scores[at.ToUniversalTime()] = given;
        }
        return scores.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value.GetValueOrDefault()));
    }

    private static double MedianSlope((DateTimeOffset At, double Score)[] scores)
    {
        var slopes = new double[scores.Length * (scores.Length - 1) / 2];
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = i + 1; j < scores.Length; j++)
                slopes[count++] = (scores[j].Score - scores[i].Score) / ((scores[j].At - scores[i].At).Ticks / TicksPer30Days);
        }
        Array.Sort(slopes);
        double lower = slopes[(count - 1) / 2], upper = slopes[count / 2];
        return lower + (upper - lower) / 2 + 0.0;
    }
}
