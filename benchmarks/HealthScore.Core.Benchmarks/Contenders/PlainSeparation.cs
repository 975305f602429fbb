using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// What anybody would write to see whether a score separates: the score and each metric's points, sorted, and the pairs that stand right counted
/// along the ranks.
/// </summary>
internal static class PlainSeparation
{
    /// <summary>The AUC of the score, then of each metric.</summary>
    public static double[] Of(ScoringProfile profile, IReadOnlyDictionary<string, MetricColumn> values, byte[] outcomes)
    {
        ProfileMetric[] metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        (double[] points, double[] weighted, double[] weights) =
            (new double[outcomes.Length], new double[outcomes.Length], new double[outcomes.Length]);
        double[] areas = new double[metrics.Length + 1];
        double whole = profile.Dimensions.Sum(dimension => dimension.Weight);
        int place = 0;
        foreach (Dimension dimension in profile.Dimensions)
        {
            (double[] sums, double[] present) = (new double[outcomes.Length], new double[outcomes.Length]);
            foreach (ProfileMetric metric in dimension.Metrics)
            {
                values[metric.Name].CopyTo(0, points);
                for (int row = 0; row < points.Length; row++)
                {
                    points[row] = double.IsNaN(points[row]) ? double.NaN : metric.Curve.Evaluate(points[row]);
                    if (double.IsNaN(points[row]))
                        continue;
                    sums[row] += metric.Weight * points[row];
                    present[row] += metric.Weight;
                }
                areas[++place] = AreaOf(points, outcomes);
            }
            for (int row = 0; row < sums.Length; row++)
            {
                if (present[row] == 0)
                    continue;
                weighted[row] += dimension.Weight * (sums[row] / present[row]);
                weights[row] += dimension.Weight;
            }
        }
        for (int row = 0; row < weighted.Length; row++)
            weighted[row] = weights[row] == 0 ? double.NaN : weighted[row] / weights[row];
        areas[0] = AreaOf(weighted, outcomes);
        return areas;
    }

    private static double AreaOf(double[] values, byte[] outcomes)
    {
        int rows = 0;
        (double[] keys, byte[] had) = (new double[values.Length], new byte[values.Length]);
        for (int row = 0; row < values.Length; row++)
        {
            if (!double.IsNaN(values[row]))
                (keys[rows], had[rows++]) = (values[row], outcomes[row]);
        }
        Array.Sort(keys, had, 0, rows);
        double right = 0;
        long events = 0, others = 0;
        for (int first = 0, end; first < rows; first = end)
        {
            (long eventsHere, long othersHere) = (0, 0);
            for (end = first; end < rows && keys[end] == keys[first]; end++)
                _ = had[end] == 1 ? eventsHere++ : othersHere++;
            right += othersHere * (events + eventsHere / 2.0);
            events += eventsHere;
            others += othersHere;
        }
        return right / events / others;
    }
}
