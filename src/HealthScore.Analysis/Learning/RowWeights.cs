namespace HealthScoring.Analysis.Learning;

/// <summary>
/// What each row counts where a customer is looked at more often than once a horizon, so that several windows see one and the same outcome.
/// </summary>
internal static class RowWeights
{
    /// <summary>
    /// One over the number of rows whose windows overlap: the horizon by the median time from one row of a customer to its next one, rounded up; 1
    /// where no customer has two rows.
    /// </summary>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    /// <param name="asOf">The time of each row, in ticks.</param>
    /// <param name="horizon">How long outcomes count.</param>
    public static double Of(ReadOnlySpan<int> customers, ReadOnlySpan<long> asOf, TimeSpan horizon)
    {
        (int Customer, long At)[] rows = new (int, long)[customers.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (customers[i], asOf[i]);
        Array.Sort(rows);
        var apart = new List<long>();
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i].Customer == rows[i - 1].Customer && rows[i].At > rows[i - 1].At)
                apart.Add(rows[i].At - rows[i - 1].At);
        }
        if (apart.Count == 0)
            return 1;
        apart.Sort();
        return 1 / Math.Ceiling((double)horizon.Ticks / apart[(apart.Count - 1) / 2]);
    }
}
