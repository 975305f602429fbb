namespace HealthScoring.Analysis;

/// <summary>
/// Counts each customer once, by a row that is chosen without a look at its outcome. The last row before somebody leaves always has the outcome, and
/// the last row of who stays is a later one: chosen so, whatever rises with time would go with leaving.
/// </summary>
internal static class OneRowEach
{
    /// <summary>
    /// The rows of the day (in UTC) on which most customers have one, or of several such the latest; the first row of each customer, where fewer than
    /// half have one on any day. Those whose window was not seen to its end take no part, since of them only the outcomes are known.
    /// </summary>
    /// <param name="rows">The rows of a book.</param>
    /// <param name="known">Those whose outcome is known.</param>
    /// <returns>In the order of the rows.</returns>
    public static int[] Of(BookRows rows, IReadOnlyList<int> known)
    {
        int[] complete = Complete(rows, known);
        int[] first = FirstOfEach(rows, complete);
        if (first.Length == complete.Length)
            return first;
        int[] together = complete.GroupBy(row => rows.AsOf[row] / TimeSpan.TicksPerDay).Select(day => (day.Key, Rows: FirstOfEach(rows, day)))
            .OrderByDescending(day => day.Rows.Length).ThenByDescending(day => day.Key).First().Rows;
        return 2 * together.Length >= first.Length ? together : first;
    }

    /// <summary>Those of some rows whose window was seen to its end, whether or not the outcome came.</summary>
    /// <inheritdoc cref="Of" path="/param|/returns"/>
    public static int[] Complete(BookRows rows, IReadOnlyList<int> known)
    {
        long lastComplete = known.Where(row => rows.Outcomes[row] == RowStatus.NoEvent).Select(row => rows.AsOf[row])
            .DefaultIfEmpty(long.MaxValue).Max();
        return [.. known.Where(row => rows.AsOf[row] <= lastComplete)];
    }

    /// <summary>A book of one row of each customer whose outcome is known.</summary>
    public static BookRows OfKnown(BookRows rows)
    {
        int[] one = Of(rows, rows.Known);
        return one.Length == rows.Count ? rows : rows.Take(one);
    }

    private static int[] FirstOfEach(BookRows rows, IEnumerable<int> some) =>
        [.. some.GroupBy(row => rows.Customers[row]).Select(own => own.MinBy(row => rows.AsOf[row])).Order()];
}
