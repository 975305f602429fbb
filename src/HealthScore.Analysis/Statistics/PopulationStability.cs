namespace HealthScoring.Analysis.Statistics;

/// <summary>The population stability index of two lists of counts, with ½ added to every count so that it is finite.</summary>
internal static class PopulationStability
{
    private const double Added = 0.5;

    /// <summary>Σ (share after - share before) · ln(share after / share before), 0 or more.</summary>
    public static double Index(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        double n = 0, m = 0;
        for (int i = 0; i < before.Length; i++)
        {
            n += before[i] + Added;
            m += after[i] + Added;
        }
        double index = 0;
        for (int i = 0; i < before.Length; i++)
        {
            (double old, double now) = ((before[i] + Added) / n, (after[i] + Added) / m);
            index += (now - old) * Math.Log(now / old);
        }
        return index;
    }

    /// <summary>What the index is on average when nothing changed.</summary>
    public static double ChanceLevel(int bins, long before, long after) => (bins - 1) * (1.0 / before + 1.0 / after);
}
