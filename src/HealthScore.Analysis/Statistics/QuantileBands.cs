namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// Bands of a number between the quantiles of a reference, each from its edge on to below the next, and one more for a missing number.
/// </summary>
/// <param name="Edges">The edges, rising; the first band lies below the first edge.</param>
/// <param name="Least">The least number of the reference.</param>
/// <param name="IsWhole">Whether all numbers of the reference are whole.</param>
internal readonly record struct QuantileBands(double[] Edges, double Least, bool IsWhole)
{
    /// <summary>How many bands there are, with that for missing numbers, which is the last.</summary>
    public int Count => Edges.Length + 2;

    /// <summary>The band of missing numbers.</summary>
    public int Missing => Edges.Length + 1;

    /// <summary>Cuts at the distinct values s[⌊i n / parts⌋] of the sorted reference.</summary>
    /// <param name="reference">The reference, NaN for a missing number.</param>
    /// <param name="parts">Into how many parts.</param>
    public static QuantileBands Of(ReadOnlySpan<double> reference, int parts) => OfOwn(reference.ToArray(), parts);

    /// <summary>The same of numbers whose order nobody needs: they are left in another one.</summary>
    public static QuantileBands OfOwn(Span<double> reference, int parts)
    {
        (int n, double least, bool isWhole) = (0, double.PositiveInfinity, true);
        for (int i = 0; i < reference.Length; i++)
        {
            double value = reference[i];
            if (double.IsNaN(value))
                continue;
            (reference[i], reference[n]) = (reference[n], value);
            n++;
            least = Math.Min(least, value);
            isWhole &= double.IsInteger(value);
        }
        if (n == 0)
            return new([], double.NaN, IsWhole: false);
        int[] places = [.. Enumerable.Range(1, parts - 1).Select(part => (int)((long)part * n / parts))];
        return new([.. Selection.Of(reference[..n], places).Distinct()], least, isWhole);
    }

    /// <summary>The band of a number.</summary>
    public int Of(double value)
    {
        if (double.IsNaN(value))
            return Missing;
        int band = 0;
        foreach (double edge in Edges)
            band += value >= edge ? 1 : 0;
        return band;
    }

    /// <summary>How many numbers each band has.</summary>
    public long[] CountsOf(ReadOnlySpan<double> values)
    {
        long[] counts = new long[Count];
        foreach (double value in values)
            counts[Of(value)]++;
        return counts;
    }
}
