namespace HealthScoring.Analysis.Statistics;

/// <summary>R. A. Fisher's exact test of a table of two rows and two columns.</summary>
internal static class FisherTest
{
    // What R's fisher.test allows for rounding between tables that are equally probable.
    private const double Tie = 1 + 1e-7;

    /// <summary>The probability of all tables with these margins that are not more probable than this one.</summary>
    /// <param name="insideHits">Those inside that are hits.</param>
    /// <param name="insideOthers">Those inside that are not.</param>
    /// <param name="outsideHits">Those outside that are hits.</param>
    /// <param name="outsideOthers">Those outside that are not.</param>
    public static double TwoSided(long insideHits, long insideOthers, long outsideHits, long outsideOthers)
    {
        long inside = insideHits + insideOthers, hits = insideHits + outsideHits, all = inside + outsideHits + outsideOthers;
        (long least, long most) = (Math.Max(0, inside + hits - all), Math.Min(inside, hits));
        if (least == most)
            return 1;
        // The probability of k + 1 hits inside over that of k.
        double Step(double k) => (inside - k) * (hits - k) / ((k + 1) * (all - inside - hits + k + 1));
        long mode = Math.Clamp((long)((inside + 1.0) * (hits + 1.0) / (all + 2.0)), least, most);

        // All in terms of the most probable table: no logarithm of a factorial loses digits.
        double observed = 1;
        for (long k = mode; k < insideHits; k++)
            observed *= Step(k);
        for (long k = mode; k > insideHits; k--)
            observed /= Step(k - 1);
        double limit = observed * Tie;
        (double rare, double sum) = (limit >= 1 ? 1 : 0, 1);
        double term = 1;
        for (long k = mode; k < most && term > 0; k++)
            Add(term *= Step(k));
        term = 1;
        for (long k = mode; k > least && term > 0; k--)
            Add(term /= Step(k - 1));
        return Math.Min(1, rare / sum);

        void Add(double probability)
        {
            sum += probability;
            if (probability <= limit)
                rare += probability;
        }
    }
}
