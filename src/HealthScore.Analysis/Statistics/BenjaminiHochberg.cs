namespace HealthScoring.Analysis.Statistics;

/// <summary>Probabilities corrected for their number: the false discovery rate of Y. Benjamini and Y. Hochberg (JRSS B 57 (1995) 289).</summary>
internal static class BenjaminiHochberg
{
    /// <summary>The adjusted probabilities, in the order given.</summary>
    public static double[] Adjusted(ReadOnlySpan<double> probabilities)
    {
        double[] sorted = probabilities.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] adjusted = new double[sorted.Length];
        double least = 1;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            // Of n tests the last one is not corrected, whatever n/n · p rounds to.
            least = Math.Min(least, i == sorted.Length - 1 ? sorted[i] : sorted[i] * ((double)sorted.Length / (i + 1)));
            adjusted[order[i]] = least;
        }
        return adjusted;
    }
}
