using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Learning;

/// <summary>
/// The weights that outcomes speak for: log odds = intercept + Σ slope · lost share, no slope below 0, each drawn to what the present weights say. So
/// 100 points of a metric move the log odds by what they do today, give or take 1, until the rows say otherwise.
/// </summary>
internal sealed class LearnedWeights
{
    private LearnedWeights(LearningRows rows, double slope, LogisticFit fit, LearnedWeight[] all) =>
        (Rows, Slope, Fit, All) = (rows, slope, fit, all);

    /// <summary>What they were learned from.</summary>
    public LearningRows Rows { get; }

    /// <summary>How much 100 points of the present score move the log odds.</summary>
    public double Slope { get; }

    /// <summary>The fit.</summary>
    public LogisticFit Fit { get; }

    /// <summary>A weight for each column: metrics, and dimensions whose inside stays as it is, by dimension and name.</summary>
    public IReadOnlyList<LearnedWeight> All { get; }

    /// <summary>Finds the weight of a metric, or of the whole dimension that it is in; null where it weighs nothing today.</summary>
    public LearnedWeight? Of(string metric)
    {
        foreach (LearnedWeight weight in All)
        {
            Dimension dimension = Rows.Book.Profile.Dimensions[weight.Column.Dimension];
            if (weight.Column.Name == metric || (weight.Column.IsDimension && dimension.Metrics.Any(inside => inside.Name == metric)))
                return weight;
        }
        return null;
    }

    /// <summary>Whether weights can be learned for a profile: its score is a weighted mean.</summary>
    public static bool CanLearn(ScoringProfile profile) => profile.Formula.Kind == FormulaKind.WeightedMean;

    /// <summary>
    /// Learns from all judged rows; null where the score is no weighted mean, or where none of the rows that can be learned from has the outcome, or
    /// all have.
    /// </summary>
    /// <param name="book">A book that was scored with the points of each metric.</param>
    /// <param name="outcome">The outcome that is asked for.</param>
    /// <param name="horizon">How long outcomes count.</param>
    /// <param name="threads">How many threads may work; the result has the same bits for any number.</param>
    public static LearnedWeights? Of(ScoredBook book, Outcome outcome, TimeSpan horizon, int threads = 1)
    {
        if (!CanLearn(book.Profile))
            return null;
        LearningRows rows = LearningRows.Of(book, outcome, horizon);
        return rows.Events.Contains(true) && rows.Events.Contains(false) ? Of(rows, rows.WeightsOf(), threads) : null;
    }

    /// <summary>Learns from rows, of which some that count have the outcome, and some do not.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="weights">What each counts, 0 for not at all.</param>
    /// <param name="threads">How many threads may work; the result has the same bits for any number.</param>
    public static LearnedWeights Of(LearningRows rows, double[] weights, int threads = 1)
    {
        double slope = ScoreSlope.Of(rows.CauseOfScore, rows.Events, weights, threads);
        double[] prior = [.. rows.Columns.Select(column => slope * column.Share)], penalty = [.. rows.Columns.Select(_ => 1.0)];
        LogisticFit fit = PenalisedLogistic.Fit(rows.Causes, rows.Events, prior, penalty, weights, threads);
        double[] covariance = SlopeCovariance.Of(rows.Causes, rows.Events, rows.Customers, weights, penalty, fit, threads);
        double all = 0;
        foreach (double one in fit.Slopes)
            all += one;
        double[] shares = [.. rows.Columns.Select((column, i) => all > 0 ? fit.Slopes[i] / all : column.Share)];
        return new(rows, slope, fit, [.. rows.Columns.Select((column, i) =>
            new LearnedWeight(column, fit.Slopes[i], shares[i], ShareError(covariance, shares, all, i)))]);
    }

    /// <summary>The standard error of a share: of the slope by the sum of all, to the first order.</summary>
    private static double ShareError(double[] covariance, double[] shares, double all, int column)
    {
        if (all <= 0)
            return double.NaN;
        double variance = 0;
        for (int j = 0; j < shares.Length; j++)
        {
            for (int k = 0; k < shares.Length; k++)
            {
                double one = (j == column ? 1 : 0) - shares[column], other = (k == column ? 1 : 0) - shares[column];
                variance += one * other * covariance[j * shares.Length + k];
            }
        }
        return Math.Sqrt(Math.Max(0, variance)) / all;
    }
}
