using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Learning;

/// <summary>How much the log odds of an outcome rise over 100 points of a score.</summary>
internal static class ScoreSlope
{
    // So little that it matters only where the outcome can be told without a mistake.
    private const double Penalty = 0.01;

    /// <summary>The slope, 0 or more; of the rows that count something some have the outcome, and some do not.</summary>
    /// <param name="causes">The share of 100 points that each row lacks, or has where high scores are to have the outcome.</param>
    /// <param name="events">Whether each row had the outcome.</param>
    /// <param name="weights">What each row counts.</param>
    /// <param name="threads">How many threads may work.</param>
    public static double Of(double[] causes, bool[] events, double[] weights, int threads = 1) =>
        PenalisedLogistic.Fit([causes], events, [0], [Penalty], weights, threads).Slopes[0];
}
