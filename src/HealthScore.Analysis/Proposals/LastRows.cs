namespace HealthScoring.Analysis.Proposals;

/// <summary>The rows of today's book: the last one of each customer, whether or not its outcome is known.</summary>
internal static class LastRows
{
    /// <summary>The rows, by customer; of those at one time the later in the book.</summary>
    public static int[] Of(BookRows rows)
    {
        int[] last = new int[rows.Names.Count];
        Array.Fill(last, -1);
        for (int row = 0; row < rows.Count; row++)
        {
            ref int known = ref last[rows.Customers[row]];
            if (known < 0 || rows.AsOf[row] >= rows.AsOf[known])
                known = row;
        }
        return [.. last.Where(row => row >= 0)];
    }
}
