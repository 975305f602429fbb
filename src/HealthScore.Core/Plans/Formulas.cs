namespace HealthScoring.Plans;

/// <summary>Joins parts into one number: the same arithmetic for metrics in a dimension and for dimensions in the score.</summary>
internal static class Formulas
{
    /// <summary>Joins parts in the order given, which is the canonical one.</summary>
    /// <param name="formula">How.</param>
    /// <param name="weights">Each part's weight, 0 or more.</param>
    /// <param name="freshness">How much each part's data count, 0 (missing) to 1.</param>
    /// <param name="points">Each part's points; any number where the part is not present.</param>
    /// <param name="bounded">Whether the result is clamped to 0..100.</param>
    /// <param name="initial">The points before any part is added, under the formula "points".</param>
    /// <param name="shares">Takes what one point of each part adds to the result.</param>
    /// <returns>The result, or NaN when no part is present.</returns>
    public static double Combine(FormulaKind formula, ReadOnlySpan<double> weights, ReadOnlySpan<double> freshness, ReadOnlySpan<double> points,
        bool bounded, double initial, Span<double> shares)
    {
        shares.Clear();
        double result = formula switch
        {
            FormulaKind.WeightedMean => WeightedMean(weights, freshness, points, shares),
            FormulaKind.Points => Sum(initial, weights, freshness, points, shares),
            _ => Lowest(weights, freshness, points, shares),
        };
        return bounded ? Clamp(result) : result;
    }

    /// <summary>How fresh the freshest present part is; 0 where none is present.</summary>
    public static double Freshest(ReadOnlySpan<double> weights, ReadOnlySpan<double> freshness)
    {
        double freshest = 0;
        for (int i = 0; i < weights.Length; i++)
            freshest = weights[i] > 0 && freshness[i] > freshest ? freshness[i] : freshest;
        return freshest;
    }

    /// <summary>The number itself within 0..100, never -0; NaN stays NaN.</summary>
    private static double Clamp(double points) => points < 0 ? 0 : points > 100 ? 100 : points + 0.0;

    private static double WeightedMean(ReadOnlySpan<double> weights, ReadOnlySpan<double> freshness, ReadOnlySpan<double> points, Span<double> shares)
    {
        (double sum, double total) = (0, 0);
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < weights.Length; i++)
        {
            double weight = weights[i] * freshness[i];
            if (weight > 0)
            {
                sum += weight * points[i];
                total += weight;
                least = points[i] < least ? points[i] : least;
                most = points[i] > most ? points[i] : most;
            }
        }
        if (total == 0)
            return double.NaN;
        for (int i = 0; i < weights.Length; i++)
            shares[i] = weights[i] * freshness[i] / total;
        // A mean lies between its parts; rounding must not put a customer with 80 points everywhere below the tier from 80.
        double mean = sum / total;
        return mean < least ? least : mean > most ? most : mean;
    }

    private static double Sum(
        double initial, ReadOnlySpan<double> weights, ReadOnlySpan<double> freshness, ReadOnlySpan<double> points, Span<double> shares)
    {
        double sum = initial;
        bool present = false;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] * freshness[i] > 0)
            {
                sum += freshness[i] * points[i];
                shares[i] = freshness[i];
                present = true;
            }
        }
        return present ? sum : double.NaN;
    }

    private static double Lowest(ReadOnlySpan<double> weights, ReadOnlySpan<double> freshness, ReadOnlySpan<double> points, Span<double> shares)
    {
        int lowest = -1;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] * freshness[i] > 0 && (lowest < 0 || points[i] < points[lowest]))
                lowest = i;
        }
        if (lowest < 0)
            return double.NaN;
        shares[lowest] = 1;
        return points[lowest];
    }
}
