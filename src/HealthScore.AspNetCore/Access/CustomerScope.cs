namespace HealthScoring.AspNetCore;

/// <summary>Which customers a request may see. What it may not see is to it as if it did not exist: in lists, in sums and one by one.</summary>
public sealed class CustomerScope
{
    private readonly Func<string, bool> _holds;

    private CustomerScope(Func<string, bool> holds, IReadOnlySet<string>? ids = null, bool isAll = false) =>
        (_holds, Ids, IsAll) = (holds, ids, isAll);

    /// <summary>All customers.</summary>
    public static CustomerScope All { get; } = new(_ => true, isAll: true);

    /// <summary>No customer.</summary>
    public static CustomerScope None { get; } = Of([]);

    /// <summary>Whether these are all customers.</summary>
    internal bool IsAll { get; }

    /// <summary>The customers' ids; null where only a function knows them.</summary>
    internal IReadOnlySet<string>? Ids { get; }

    /// <summary>Customers by their ids. The store finds up to 1,000 of them by index; with more, lists read all customers' rows.</summary>
    /// <param name="customerIds">The ids, compared by their characters; read once, now.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="customerIds"/> is <see langword="null"/>.</exception>
    public static CustomerScope Of(IEnumerable<string> customerIds)
    {
        ArgumentNullException.ThrowIfNull(customerIds);
        HashSet<string> ids = new(customerIds, StringComparer.Ordinal);
        return new(ids.Contains, ids);
    }

    /// <summary>Customers that a function knows. Lists read the rows of all customers until a page is full.</summary>
    /// <param name="holds">Whether the request may see the customer of an id.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="holds"/> is <see langword="null"/>.</exception>
    public static CustomerScope Where(Func<string, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return new(holds);
    }

    internal bool Holds(string customerId) => _holds(customerId);
}
