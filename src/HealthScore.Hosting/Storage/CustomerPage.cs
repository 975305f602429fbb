namespace HealthScoring.Hosting;

/// <summary>A page of a list of customers.</summary>
/// <param name="Customers">The customers, in the order that was asked for.</param>
/// <param name="Next">Where the next page begins, for <see cref="CustomerFilter.After"/>; <see langword="null"/> where there is none.</param>
public sealed record CustomerPage(IReadOnlyList<CustomerRow> Customers, CustomerPosition? Next)
{
    /// <summary>Makes a page of rows that were read in order, one more than it holds where there are more.</summary>
    internal static CustomerPage Of(List<CustomerRow> rows, CustomerFilter filter) => rows.Count <= filter.Count
        ? new(rows.AsReadOnly(), Next: null)
        : new(rows[..filter.Count].AsReadOnly(), filter.PositionOf(rows[filter.Count - 1]));
}
