using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// Rows with a number and a known outcome, turned so that low numbers are to have it: of an expansion, every number is negated. Customers, not rows,
/// are independent, so intervals count them.
/// </summary>
internal sealed class JudgedRows
{
    private JudgedRows(double[] numbers, bool[] events, int[] customers, int allCustomers)
    {
        (Numbers, Events, Customers) = (numbers, events, customers);
        Groups = ScoreGroups.Of(numbers, events);
        bool[] with = new bool[allCustomers], without = new bool[allCustomers];
        for (int i = 0; i < events.Length; i++)
            (events[i] ? with : without)[customers[i]] = true;
        for (int i = 0; i < allCustomers; i++)
        {
            EventCustomers += with[i] ? 1 : 0;
            OtherCustomers += without[i] ? 1 : 0;
        }
    }

    /// <summary>The numbers, low ones to have the outcome.</summary>
    public double[] Numbers { get; }

    public bool[] Events { get; }

    /// <summary>The number of each row's customer.</summary>
    public int[] Customers { get; }

    public ScoreGroups Groups { get; }

    /// <summary>How many customers have a row with the outcome.</summary>
    public int EventCustomers { get; }

    /// <summary>How many customers have a row without it.</summary>
    public int OtherCustomers { get; }

    /// <summary>Whether there is a row with the outcome, and one without.</summary>
    public bool HasBoth => EventCustomers > 0 && OtherCustomers > 0;

    /// <summary>Takes rows with the outcome and rows without it, whatever their windows say; a NaN takes no part.</summary>
    public static JudgedRows Of(ScoredBook book, Outcome outcome, double[] numbers, int[] events, int[] others)
    {
        int[] all = [.. events, .. others];
        return Of(book, outcome, numbers, all, (place, _) => place < events.Length);
    }

    /// <summary>Takes some rows of a book; a NaN takes no part.</summary>
    /// <param name="book">The book.</param>
    /// <param name="outcome">The outcome that is asked for.</param>
    /// <param name="numbers">A number for every row of the book.</param>
    /// <param name="rows">The rows; one whose outcome is not yet known takes part as if it did not come.</param>
    public static JudgedRows Of(ScoredBook book, Outcome outcome, double[] numbers, int[] rows) =>
        Of(book, outcome, numbers, rows, (_, row) => book.Rows.Outcomes[row] == RowStatus.Event);

    private static JudgedRows Of(ScoredBook book, Outcome outcome, double[] numbers, int[] rows, Func<int, int, bool> isEvent)
    {
        double[] kept = new double[rows.Length];
        bool[] events = new bool[rows.Length];
        int[] customers = new int[rows.Length];
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double number = numbers[rows[i]];
            if (double.IsNaN(number))
                continue;
            kept[count] = outcome == Outcome.Churned ? number : -number;
            events[count] = isEvent(i, rows[i]);
            customers[count++] = book.Rows.Customers[rows[i]];
        }
        return new(kept[..count], events[..count], customers[..count], book.Rows.Names.Count);
    }
}
