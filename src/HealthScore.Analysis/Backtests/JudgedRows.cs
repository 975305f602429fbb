using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// Rows with a number and a known outcome, turned so that low numbers are to have it: of an expansion, every number is negated. Customers, not rows,
/// are independent, so intervals count them.
/// </summary>
internal sealed class JudgedRows
{
    private JudgedRows(double[] numbers, bool[] events, int[] customers)
    {
        (Numbers, Events, Customers) = (numbers, events, customers);
        Groups = ScoreGroups.Of(numbers, events);
        var withEvent = new HashSet<int>();
        var withoutEvent = new HashSet<int>();
        for (int i = 0; i < events.Length; i++)
            (events[i] ? withEvent : withoutEvent).Add(customers[i]);
        (EventCustomers, OtherCustomers) = (withEvent.Count, withoutEvent.Count);
        withEvent.UnionWith(withoutEvent);
        AllCustomers = withEvent.Count;
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

    public int AllCustomers { get; }

    /// <summary>Whether there is a row with the outcome, and one without.</summary>
    public bool HasBoth => EventCustomers > 0 && OtherCustomers > 0;

    /// <summary>Takes rows with the outcome and rows without it, whatever their windows say; a NaN takes no part.</summary>
    public static JudgedRows Of(ScoredBook book, Outcome outcome, double[] numbers, int[] events, int[] others)
    {
        int[] some = [.. events.Where(row => !double.IsNaN(numbers[row]))], rest = [.. others.Where(row => !double.IsNaN(numbers[row]))];
        int[] all = [.. some, .. rest];
        return new([.. all.Select(row => outcome == Outcome.Churned ? numbers[row] : -numbers[row])],
            [.. all.Select((_, i) => i < some.Length)], [.. all.Select(row => book.Rows.Customers[row])]);
    }

    /// <summary>Takes some rows of a book; a NaN takes no part.</summary>
    /// <param name="book">The book.</param>
    /// <param name="outcome">The outcome that is asked for.</param>
    /// <param name="numbers">A number for every row of the book.</param>
    /// <param name="rows">The rows, each with a known outcome; all judged ones where it is <see langword="null"/>.</param>
    /// <param name="unknownStay">Whether rows whose outcome is not yet known take part, as if it did not come.</param>
    public static JudgedRows Of(ScoredBook book, Outcome outcome, double[] numbers, IEnumerable<int>? rows = null, bool unknownStay = false)
    {
        IEnumerable<int> all = rows ?? (unknownStay ? Enumerable.Range(0, numbers.Length) : book.Judged);
        int[] some = [.. all.Where(row => !double.IsNaN(numbers[row]))];
        return new([.. some.Select(row => outcome == Outcome.Churned ? numbers[row] : -numbers[row])],
            [.. some.Select(row => book.Rows.Outcomes[row] == RowStatus.Event)], [.. some.Select(row => book.Rows.Customers[row])]);
    }
}
