using HealthScoring.Columns;
using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>A set of metrics as a plan asks it.</summary>
internal sealed class BoundSet<TCustomer>
{
    private BoundSet(MetricSet<TCustomer> set, int[] columns, int[] starts) => (Set, Columns, Starts) = (set, columns, starts);

    public MetricSet<TCustomer> Set { get; }

    /// <summary>The plan's column of each metric of the set; -1 for one that has none.</summary>
    public int[] Columns { get; }

    /// <summary>How many of the metrics have no column.</summary>
    public int Unused => Columns.Count(column => column < 0);

    /// <summary>Where each metric's numbers begin in the memory of a block.</summary>
    public int[] Starts { get; }

    /// <summary>Finds the sets among the metrics.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="metrics">The metric of each column; null for what is not asked here.</param>
    /// <returns>The sets. Each has memory of its own, behind the plan's, for the metrics without a column.</returns>
    public static BoundSet<TCustomer>[] Of(Plan plan, IMetric<TCustomer>?[] metrics)
    {
        var sets = new List<BoundSet<TCustomer>>();
        int unused = ColumnBlock.ColumnsOf(plan);
        foreach (IGrouping<MetricSet<TCustomer>, (SetMetric<TCustomer> Metric, int Column)> set in metrics
            .Select((metric, column) => (Metric: (metric as SetMetric<TCustomer>)!, Column: column))
            .Where(metric => metric.Metric is not null && !plan.IsLabel(metric.Column)).GroupBy(metric => metric.Metric.Set))
        {
            int[] columns = new int[set.Key.Names.Length];
            Array.Fill(columns, -1);
            foreach ((SetMetric<TCustomer> metric, int column) in set)
                columns[metric.Index] = column;
            sets.Add(new(set.Key, columns,
                [.. columns.Select(column => ColumnBlock.StartOf(column >= 0 ? column : unused++, MeasuredBlock.PartRows))]));
        }
        return [.. sets];
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
