using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Makes knots of the quantiles of many values.</summary>
internal static class QuantileKnots
{
    private const int FewestValues = 10;

    /// <summary>One knot for each value that is one of the quantiles.</summary>
    /// <exception cref="ArgumentException">The values are too few or not numbers, or the quantiles are not rising shares.</exception>
    public static Knot[] Of(IEnumerable<double> values, ReadOnlySpan<(double Quantile, double Points)> quantiles)
    {
        CheckQuantiles(quantiles);
        double[] sorted = [.. values];
        CheckValues(sorted, quantiles);
        Array.Sort(sorted);
        var knots = new List<Knot>();
        for (int first = 0, next; first < quantiles.Length; first = next)
        {
            double value = At(sorted, quantiles[first].Quantile);
            for (next = first + 1; next < quantiles.Length && At(sorted, quantiles[next].Quantile) == value; next++)
            {
            }
            (double lower, double upper) = (quantiles[first].Points, quantiles[next - 1].Points);
            // Nobody is below the least value or above the greatest: those who have it are the first, and the last.
            knots.Add(new(value, value == sorted[0] ? lower : value == sorted[^1] ? upper : lower / 2 + upper / 2));
        }
        return knots.Count > 1 ? [.. knots] : throw new ArgumentException(
            $"All these quantiles are {Number.Text(knots[0].X)}: too many values are the same. Choose quantiles farther apart, or use bands.",
            nameof(quantiles));
    }

    /// <summary>The smallest value that is not exceeded by at least this share of the values.</summary>
    private static double At(double[] sorted, double quantile)
    {
        // As decimal numbers, so that 0.07 of 100 values are 7 of them.
        decimal rank = Math.Ceiling(Number.Exact(quantile) * sorted.Length);
        return sorted[Math.Max(0, (int)rank - 1)];
    }

    private static void CheckQuantiles(ReadOnlySpan<(double Quantile, double Points)> quantiles)
    {
        if (quantiles.Length < 2)
            throw new ArgumentException("Give at least two quantiles with points, such as (0.1, 0) and (0.9, 100).", nameof(quantiles));
        double before = double.NegativeInfinity;
        foreach ((double quantile, _) in quantiles)
        {
            if (quantile is not (>= 0 and <= 1))
                throw new ArgumentException($"{Number.Text(quantile)} is not a quantile; give a share from 0 to 1.", nameof(quantiles));
            if (quantile <= before)
            {
                throw new ArgumentException($"{Number.Text(quantile)} comes after {Number.Text(before)}; sort the quantiles, each once.",
                    nameof(quantiles));
            }
            before = quantile;
        }
    }

    private static void CheckValues(double[] values, ReadOnlySpan<(double Quantile, double Points)> quantiles)
    {
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            string at = bad.ToString(CultureInfo.InvariantCulture);
            throw new ArgumentException($"values[{at}] is {Number.Text(values[bad])}; leave out what is missing.", nameof(values));
        }
        double nearest = 1;
        for (int i = 1; i < quantiles.Length; i++)
            nearest = Math.Min(nearest, quantiles[i].Quantile - quantiles[i - 1].Quantile);
        double fewest = Math.Max(FewestValues, Math.Ceiling(1 / nearest - 1e-6));
        if (values.Length < fewest)
        {
            throw new ArgumentException($"{Number.Counted(values.Length, "value")} cannot tell these quantiles apart; give at least "
                + $"{fewest.ToString("N0", CultureInfo.InvariantCulture)}.", nameof(values));
        }
    }
}
