namespace HealthScoring.Analysis.Statistics;

/// <summary>The chi-squared distribution, and the test that two lists of counts have the same shares.</summary>
/// <param name="Statistic">The sum of squared deviations over what was to be expected.</param>
/// <param name="DegreesOfFreedom">The number of bins that are not empty on both sides, less one.</param>
internal readonly record struct ChiSquared(double Statistic, int DegreesOfFreedom)
{
    /// <summary>The probability of a statistic at least as large where the shares are the same.</summary>
    public double P => DegreesOfFreedom == 0 ? 1 : UpperTail(Statistic, DegreesOfFreedom);

    /// <summary>The probability of at least x.</summary>
    public static double UpperTail(double x, double degreesOfFreedom) => IncompleteGamma.Upper(degreesOfFreedom / 2, x / 2);

    /// <summary>Tests homogeneity, without a continuity correction. A side without any count has no share, so nothing speaks against it.</summary>
    public static ChiSquared Homogeneity(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        (double n, double m) = (Sum(first), Sum(second));
        if (n == 0 || m == 0)
            return default;
        (double statistic, int bins) = (0, 0);
        for (int i = 0; i < first.Length; i++)
        {
            double both = (double)first[i] + second[i];
            if (both == 0)
                continue;
            // Both cells of a bin at once: (a m - b n)² / (n m (a + b)).
            double deviation = (double)((Int128)first[i] * (Int128)m - (Int128)second[i] * (Int128)n);
            statistic += deviation / n * (deviation / m) / both;
            bins++;
        }
        return new(statistic, bins - 1);
    }

    private static double Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts)
            sum += count;
        return sum;
    }
}
