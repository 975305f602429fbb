using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>The rows of a book as columns, those whose outcome is not yet known among them.</summary>
internal sealed class BookRows
{
    /// <summary>Takes columns, all with one entry per row.</summary>
    /// <param name="customers">The number of each row's customer, from 0, by first appearance.</param>
    /// <param name="asOf">The time of each row, in ticks of UTC.</param>
    /// <param name="outcomes">
    /// What became of each row: <see cref="RowStatus.Event"/>, <see cref="RowStatus.NoEvent"/> or <see cref="RowStatus.NotYetKnown"/>.
    /// </param>
    /// <param name="names">The id of each customer.</param>
    /// <param name="values">Numbers by the name of a metric or signal, and texts by the name of a label.</param>
    public BookRows(int[] customers, long[] asOf, RowStatus[] outcomes, IReadOnlyList<string> names, BookValues values)
    {
        (Customers, AsOf, Outcomes, Names, Values) = (customers, asOf, outcomes, names, values);
        Known = [.. Enumerable.Range(0, outcomes.Length).Where(row => outcomes[row] != RowStatus.NotYetKnown)];
    }

    /// <summary>How many rows there are.</summary>
    public int Count => Outcomes.Length;

    /// <summary>The number of each row's customer.</summary>
    public int[] Customers { get; }

    /// <summary>The time of each row, in ticks of UTC.</summary>
    public long[] AsOf { get; }

    /// <summary>What became of each row.</summary>
    public RowStatus[] Outcomes { get; }

    /// <summary>The id of each customer.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What was measured.</summary>
    public BookValues Values { get; }

    /// <summary>The segment that the host names for each row, or <see langword="null"/>, as the texts of a label; empty for none at all.</summary>
    public MetricColumn Segments { get; init; }

    /// <summary>What each row's customer pays, NaN where that is not known; empty for none at all.</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>Whether something was done to keep each row's customer; empty for none at all.</summary>
    public bool[] Treated { get; init; } = [];

    /// <summary>
    /// When the outcome came next after each row, in ticks of UTC, whether within the window or not; 0 where it did not. Empty where outcomes have no
    /// times.
    /// </summary>
    public long[] EventTimes { get; init; } = [];

    /// <summary>The override that held for each row, or null; empty for none at all.</summary>
    public ScoreOverride?[] Overrides { get; init; } = [];

    /// <summary>The rows whose outcome is known.</summary>
    public int[] Known { get; }

    /// <summary>Some of the rows, in their order.</summary>
    public BookRows Take(int[] rows)
    {
        int[] customers = new int[rows.Length], numbers = new int[Names.Count];
        Array.Fill(numbers, -1);
        List<string> names = [];
        for (int i = 0; i < rows.Length; i++)
        {
            ref int number = ref numbers[Customers[rows[i]]];
            if (number < 0)
            {
                number = names.Count;
                names.Add(Names[Customers[rows[i]]]);
            }
            customers[i] = number;
        }
        return new(customers, Taken(AsOf, rows), Taken(Outcomes, rows), names, Values.Take(rows))
        {
            Segments = Segments.Length == 0 ? Segments : BookValues.Take(Segments, rows),
            Weights = Weights.Length == 0 ? Weights : Taken(Weights, rows),
            Treated = Treated.Length == 0 ? Treated : Taken(Treated, rows),
            Overrides = Overrides.Length == 0 ? Overrides : Taken(Overrides, rows),
            EventTimes = EventTimes.Length == 0 ? EventTimes : Taken(EventTimes, rows),
        };
    }

    private static T[] Taken<T>(T[] values, int[] rows)
    {
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            taken[i] = values[rows[i]];
        return taken;
    }
}
