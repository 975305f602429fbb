using HealthScoring.Columns;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Reads the raw values of a metric as a profile does: what it does not accept, or what is stale, is missing.</summary>
internal static class UsableValues
{
    /// <summary>The value of each row; NaN where it is missing.</summary>
    public static double[] Of(ProfileMetric metric, BookValues values)
    {
        double[] usable = new double[values.Rows];
        if (!values.Numbers.TryGetValue(metric.Name, out MetricColumn column))
        {
            Array.Fill(usable, double.NaN);
            return usable;
        }
        column.CopyTo(0, usable);
        for (int row = 0; row < usable.Length; row++)
        {
            if (!double.IsFinite(usable[row]) || (metric.Accepted is { } accepted && !Accepts(accepted, usable[row])))
                usable[row] = double.NaN;
        }
        if (metric.Freshness is { } freshness)
            DropStale(column, Duration.Days(freshness.StaleAfter), usable);
        return usable;
    }

    private static bool Accepts(AcceptedValues accepted, double value) => !accepted.MissingValues.Contains(value)
        && accepted.Valid?.Contains(value) != false && (!accepted.Whole || double.IsInteger(value));

    /// <summary>How much the usable value of each row counts, 0 to 1: less while it fades, NaN where it has no age.</summary>
    public static double[] FreshnessOf(ProfileMetric metric, BookValues values)
    {
        double[] counts = new double[values.Rows];
        Array.Fill(counts, metric.Freshness is null ? 1 : double.NaN);
        if (metric.Freshness is not { } freshness || !values.Numbers.TryGetValue(metric.Name, out MetricColumn column) || !column.HasAges)
            return counts;
        (double fresh, double stale) = (Duration.Days(freshness.FreshFor), Duration.Days(freshness.StaleAfter));
        column.CopyAgesTo(0, counts);
        for (int row = 0; row < counts.Length; row++)
            counts[row] = counts[row] <= fresh ? 1 : (stale - counts[row]) / (stale - fresh);
        return counts;
    }

    private static void DropStale(MetricColumn column, double staleAfter, double[] usable)
    {
        double[] ages = new double[usable.Length];
        if (column.HasAges)
            column.CopyAgesTo(0, ages);
        else
            Array.Fill(ages, double.NaN);
        for (int row = 0; row < usable.Length; row++)
        {
            if (!(ages[row] >= 0 && ages[row] < staleAfter))
                usable[row] = double.NaN;
        }
    }
}
