using HealthScoring.Columns;

namespace HealthScoring;

/// <summary>A set of metrics as a plan asks it.</summary>
internal sealed class BoundSet<TCustomer>
{
    private BoundSet(MetricSet<TCustomer> set, int[] columns, int[] starts) =>
        (Set, Columns, Starts, Unused) = (set, columns, starts, columns.Count(column => column < 0));

    public MetricSet<TCustomer> Set { get; }

    /// <summary>The plan's column of each metric of the set; -1 for one that has none.</summary>
    public int[] Columns { get; }

    /// <summary>How many of the metrics have no column.</summary>
    public int Unused { get; }

    /// <summary>Where each metric's numbers begin in a part's memory; without a column, the complement of where they do in spare memory.</summary>
    public int[] Starts { get; }

    /// <summary>Finds the sets among the metrics.</summary>
    /// <param name="metrics">The metric of each column; null for what is not asked here.</param>
    public static BoundSet<TCustomer>[] Of(IMetric<TCustomer>?[] metrics) =>
    [
        .. metrics.Index().Where(metric => metric.Item is SetMetric<TCustomer>).GroupBy(metric => ((SetMetric<TCustomer>)metric.Item!).Set)
            .Select(set => Of(set.Key, set.Select(metric => (((SetMetric<TCustomer>)metric.Item!).Index, metric.Index)))),
    ];

    private static BoundSet<TCustomer> Of(MetricSet<TCustomer> set, IEnumerable<(int Metric, int Column)> used)
    {
        int[] columns = new int[set.Names.Length];
        Array.Fill(columns, -1);
        foreach ((int metric, int column) in used)
            columns[metric] = column;
        int unused = 0;
        return new(set, columns,
            [.. columns.Select(column => column >= 0 ? ColumnBlock.StartOf(column, MeasuredBlock.PartRows) : ~(unused++ * MeasuredBlock.PartRows))]);
    }

    /// <summary>Adds the time that the set took to that of its metrics, in equal shares: they are measured together.</summary>
    public void Share(long time, long[] taken)
    {
        long share = time / (Columns.Length - Unused);
        foreach (int column in Columns)
        {
            if (column >= 0)
                taken[column] += share;
        }
    }

    /// <summary>Measures some customers; false where it throws, as it is then not known for whom.</summary>
    public bool TryMeasure(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MetricValues values)
    {
        try
        {
            Set.Measure(customers, asOf, values);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
