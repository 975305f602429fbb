namespace HealthScoring.Hosting;

/// <summary>Which customers are listed, and in which order. Conditions are joined by "and"; what is not set asks for nothing.</summary>
public sealed record CustomerFilter
{
    /// <summary>How many customers a page has at most, whatever is asked for.</summary>
    public const int MostCount = 500;

    /// <summary>How many ids can be asked for at once.</summary>
    public const int MostIds = 1000;

    /// <summary>Only customers for which this tier counts.</summary>
    public string? Tier { get; init; }

    /// <summary>Only customers for which no tier counts.</summary>
    public bool WithoutTier { get; init; }

    /// <summary>Only customers that were scored in this segment.</summary>
    public string? Segment { get; init; }

    /// <summary>Only customers that this metric cost most points.</summary>
    public string? Driver { get; init; }

    /// <summary>Only customers of which an action fell due, in a published run, at this time or later.</summary>
    public DateTimeOffset? DueSince { get; init; }

    /// <summary>Only customers of which this action fell due, in a published run; with <see cref="DueSince"/>, since then.</summary>
    public string? Action { get; init; }

    /// <summary>Only these customers, 1,000 at most; none of them if it is empty.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Only customers that a run of this instant or of a later one has stored: without those that are customers no more.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The order.</summary>
    public CustomerOrder Order { get; init; }

    /// <summary>
    /// Behind which customer the page begins: <see cref="CustomerPage.Next"/> of the page before; <see langword="null"/> for the first page.
    /// </summary>
    public CustomerPosition? After { get; init; }

    /// <summary>How many customers the page has at most, 1 to 500; 100 if not set.</summary>
    public int Count { get; init; } = 100;

    /// <summary>The place behind a customer in this list.</summary>
    /// <param name="row">The customer.</param>
    /// <returns>The place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is <see langword="null"/>.</exception>
    public CustomerPosition PositionOf(CustomerRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(Order == CustomerOrder.WeightDescending ? row.Weight : row.Score, row.CustomerId);
    }

    internal void Check(string parameter)
    {
        if (Count is < 1 or > MostCount)
            throw new ArgumentOutOfRangeException(parameter, Count, "A page has 1 to 500 customers.");
        if (Tier is not null && WithoutTier)
            throw new ArgumentException("The filter asks for a tier and for customers without one; ask for one of them.", parameter);
        if (Ids?.Count > MostIds)
            throw new ArgumentException(FormattableString.Invariant($"The filter has {Ids.Count} ids; give at most 1,000."), parameter);
        if (After?.Key is { } key && !double.IsFinite(key))
            throw new ArgumentException("The number that the page begins behind is not finite.", parameter);
        foreach (string id in Ids ?? [])
            KeyText.CheckCustomer(id, parameter);
        if (After is not null)
            KeyText.CheckCustomer(After.CustomerId, parameter);
        foreach ((string? text, string what) in new[] { (Tier, "tier"), (Segment, "segment"), (Driver, "driver"), (Action, "action") })
        {
            if (text is not null)
                KeyText.Check(text, what, parameter);
        }
    }
}
