using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Values of a metric in order, those missing left out.</summary>
/// <param name="Values">The values, not falling.</param>
internal readonly record struct SortedValues(double[] Values)
{
    /// <summary>Sorts values; NaN is missing.</summary>
    public static SortedValues Of(IEnumerable<double> values)
    {
        double[] known = [.. values.Where(value => !double.IsNaN(value))];
        Array.Sort(known);
        return new(known);
    }

    /// <summary>
    /// The least value that at least this share of the values does not exceed, as <see cref="Curve.FromQuantiles"/> has it; null without a value.
    /// </summary>
    public double? At(double quantile)
    {
        if (Values.Length == 0)
            return null;
        // As decimal numbers, so that 0.07 of 100 values are 7 of them.
        decimal rank = Math.Ceiling(Number.Exact(quantile) * Values.Length);
        return Values[Math.Max(0, (int)rank - 1)] + 0.0;
    }
}
