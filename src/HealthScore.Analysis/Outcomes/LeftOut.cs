using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The snapshots that are no rows of a book, by the reason.</summary>
public sealed record LeftOut
{
    internal LeftOut(IEnumerable<RowStatus> statuses)
    {
        foreach (RowStatus status in statuses)
        {
            GoneBefore += status == RowStatus.GoneBefore ? 1 : 0;
            NotYetCustomers += status == RowStatus.NotYetCustomer ? 1 : 0;
            TooSoon += status == RowStatus.TooSoon ? 1 : 0;
            NotYetKnown += status == RowStatus.NotYetKnown ? 1 : 0;
        }
    }

    /// <summary>The customer had left already.</summary>
    public int GoneBefore { get; }

    /// <summary>It was not yet a customer.</summary>
    public int NotYetCustomers { get; }

    /// <summary>The customer left within the embargo, too soon to act on.</summary>
    public int TooSoon { get; }

    /// <summary>The window had not been seen to its end.</summary>
    public int NotYetKnown { get; }

    /// <summary>All of them.</summary>
    public int Total => GoneBefore + NotYetCustomers + TooSoon + NotYetKnown;

    /// <summary>The counts in a line.</summary>
    /// <returns>As in <c>3 gone before, 12 not yet known</c>, or <c>none</c>.</returns>
    public override string ToString()
    {
        (int Count, string Reason)[] all =
            [(GoneBefore, "gone before"), (NotYetCustomers, "not yet customers"), (TooSoon, "too soon to act on"), (NotYetKnown, "not yet known")];
        string[] some = [.. all.Where(one => one.Count > 0).Select(one => $"{Number.Count(one.Count)} {one.Reason}")];
        return some.Length == 0 ? "none" : string.Join(", ", some);
    }
}
