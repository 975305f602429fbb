namespace HealthScoring.Analysis.Statistics;

/// <summary>Whole numbers in proportion to others, with a given sum.</summary>
internal static class LargestRemainder
{
    /// <summary>
    /// Shares out a total: each gets its share rounded down, and those with the largest remainders, of equal ones the first, get one more.
    /// </summary>
    /// <param name="values">The numbers, 0 or more, one of them above 0.</param>
    /// <param name="total">What is shared out.</param>
    public static int[] Of(ReadOnlySpan<double> values, int total)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        int[] whole = new int[values.Length];
        double[] missing = new double[values.Length];
        int[] order = new int[values.Length];
        int left = total;
        for (int i = 0; i < values.Length; i++)
        {
            double share = values[i] / sum * total;
            whole[i] = (int)share;
            (missing[i], order[i]) = (whole[i] - share, i);
            left -= whole[i];
        }
        foreach (int i in order.OrderBy(i => missing[i]).Take(left))
            whole[i]++;
        return whole;
    }
}
