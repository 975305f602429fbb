namespace HealthScoring.Analysis;

/// <summary>Counts customers by their last rows: rows of one customer depend on each other, and customers do not.</summary>
internal static class LastRows
{
    /// <summary>The last of some rows of each customer, in the order of the rows.</summary>
    public static int[] Of(BookRows rows, IReadOnlyList<int> among)
    {
        int[] last = new int[rows.Names.Count];
        Array.Fill(last, -1);
        for (int i = 0; i < among.Count; i++)
        {
            ref int own = ref last[rows.Customers[among[i]]];
            if (own < 0 || rows.AsOf[among[i]] > rows.AsOf[own])
                own = among[i];
        }
        int[] found = [.. last.Where(row => row >= 0)];
        Array.Sort(found);
        return found;
    }

    /// <summary>The last row of each customer, whether or not its outcome is known, in the order of the rows.</summary>
    public static int[] Of(BookRows rows)
    {
        int[] all = new int[rows.Count];
        for (int row = 0; row < all.Length; row++)
            all[row] = row;
        return Of(rows, all);
    }

    /// <summary>The last row of each customer.</summary>
    public static BookRows OfAll(BookRows rows)
    {
        int[] last = Of(rows);
        // A large book has mostly one row per customer, and need not be copied then.
        return last.Length == rows.Count ? rows : rows.Take(last);
    }
}
