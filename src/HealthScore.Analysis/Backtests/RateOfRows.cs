using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// How many of some rows have the outcome. Where customers have several rows, the interval is that of as many customers with the same rate: more
/// looks at one customer say no more about the next.
/// </summary>
internal readonly struct RateOfRows
{
    /// <summary>Counts rows.</summary>
    /// <param name="book">The book.</param>
    /// <param name="rows">The rows, each with a known outcome.</param>
    public RateOfRows(ScoredBook book, IEnumerable<int> rows)
    {
        bool[] seen = new bool[book.Rows.Names.Count];
        foreach (int row in rows)
        {
            Rows++;
            Events += book.Rows.Outcomes[row] == RowStatus.Event ? 1 : 0;
            Customers += seen[book.Rows.Customers[row]] ? 0 : 1;
            seen[book.Rows.Customers[row]] = true;
        }
    }

    public int Rows { get; }

    public int Customers { get; }

    public int Events { get; }

    /// <summary>The share of the rows with the outcome; NaN without rows.</summary>
    public double Rate => (double)Events / Rows;

    /// <summary>How many of the customers have it, at the rate of the rows.</summary>
    public long CustomerEvents => Rows == Customers ? Events : (long)Math.Round(Rate * Customers);

    /// <summary>The 95 % interval of the rate, by customers (E. B. Wilson, JASA 22 (1927) 209).</summary>
    public Interval Wilson => Rows == 0 ? new(0, 1) : WilsonInterval.Of(CustomerEvents, Customers, Separation.Z95);

    /// <summary>The exact 95 % interval of the rate, by customers.</summary>
    public Interval Exact => Rows == 0 ? new(0, 1) : BinomialInterval.Of(CustomerEvents, Customers);
}
