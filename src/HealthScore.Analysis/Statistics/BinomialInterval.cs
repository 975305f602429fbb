namespace HealthScoring.Analysis.Statistics;

/// <summary>The exact interval of a rate after C. J. Clopper and E. S. Pearson (Biometrika 26 (1934) 404).</summary>
internal static class BinomialInterval
{
    /// <summary>The rates under which neither as few nor as many hits are rarer than half of what the confidence leaves.</summary>
    /// <param name="hits">How many hits.</param>
    /// <param name="of">Of how many; at least 1.</param>
    /// <param name="confidence">The confidence, as in 0.95.</param>
    public static Interval Of(long hits, long of, double confidence = 0.95)
    {
        double tail = (1 - confidence) / 2;
        // P(X ≥ hits | p) = I(p; hits, of - hits + 1).
        double lower = hits == 0 ? 0
            : Halving.Last(0, (double)hits / of, p => IncompleteBeta.Lower(p, hits, of - hits + 1) <= tail);
        double upper = hits == of ? 1
            : 1 - Halving.Last(0, (double)(of - hits) / of, q => IncompleteBeta.Lower(q, of - hits, hits + 1) <= tail);
        return new(lower, upper);
    }

    /// <summary>The two-sided probability of so many hits: twice the smaller tail, 1 at most.</summary>
    /// <param name="hits">How many hits.</param>
    /// <param name="of">Of how many; at least 1.</param>
    /// <param name="rate">The rate that is doubted, 0 to 1.</param>
    public static double TwoSided(long hits, long of, double rate)
    {
        double atLeast = hits == 0 ? 1 : IncompleteBeta.Lower(rate, hits, of - hits + 1);
        double atMost = hits == of ? 1 : IncompleteBeta.Lower(1 - rate, of - hits, hits + 1);
        return Math.Min(1, 2 * Math.Min(atLeast, atMost));
    }
}
