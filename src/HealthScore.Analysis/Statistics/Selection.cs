namespace HealthScoring.Analysis.Statistics;

/// <summary>The values that would stand at some places if all were sorted, found without sorting all (C. A. R. Hoare, CACM 4 (1961) 321).</summary>
internal static class Selection
{
    // Fewer are sorted outright.
    private const int Few = 64;

    /// <summary>Finds the values; those given change their order.</summary>
    /// <param name="values">The values, none of them NaN.</param>
    /// <param name="places">The places, from 0, not falling.</param>
    public static double[] Of(Span<double> values, ReadOnlySpan<int> places)
    {
        Arrange(values, 0, places);
        double[] found = new double[places.Length];
        for (int i = 0; i < found.Length; i++)
            found[i] = values[places[i]];
        return found;
    }

    private static void Arrange(Span<double> values, int first, ReadOnlySpan<int> places)
    {
        // Each turn halves the span on average; where it does not, sorting is no slower than that.
        for (int turns = 2 * (32 - int.LeadingZeroCount(values.Length)); !places.IsEmpty; turns--)
        {
            if (values.Length <= Few || turns == 0)
            {
                values.Sort();
                return;
            }
            (int lower, int upper) = Split(values);
            int below = 0;
            for (; below < places.Length && places[below] < first + lower; below++)
            {
            }
            int notAbove = below;
            for (; notAbove < places.Length && places[notAbove] < first + upper; notAbove++)
            {
            }
            Arrange(values[..lower], first, places[..below]);
            values = values[upper..];
            places = places[notAbove..];
            first += upper;
        }
    }

    /// <summary>Puts those below a value from their middle first, then those equal to it, then the others.</summary>
    private static (int Lower, int Upper) Split(Span<double> values)
    {
        double pivot = Middle(values[0], values[values.Length / 2], values[^1]);
        (int lower, int at, int upper) = (0, 0, values.Length);
        while (at < upper)
        {
            double value = values[at];
            if (value > pivot)
            {
                upper--;
                (values[at], values[upper]) = (values[upper], value);
                continue;
            }
            if (value < pivot)
            {
                (values[at], values[lower]) = (values[lower], value);
                lower++;
            }
            at++;
        }
        return (lower, upper);
    }

    private static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
