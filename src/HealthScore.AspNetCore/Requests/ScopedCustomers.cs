using HealthScoring.Hosting;

namespace HealthScoring.AspNetCore;

/// <summary>The customers that a request may see, and no other one.</summary>
internal sealed class ScopedCustomers(ITrackingStore store, string scoring, CustomerScope scope)
{
    public bool IsAll => scope.IsAll;

    public bool Holds(string customerId) => CustomerKey.IsPossible(customerId) && scope.Holds(customerId);

    /// <summary>
    /// Reads a page. Where the request may not see all customers, it is filled up from further rows, and ends behind a customer that is on it: where
    /// it ends must not tell of others.
    /// </summary>
    public async Task<CustomerPage> ReadAsync(CustomerFilter filter, CancellationToken cancellationToken)
    {
        if (scope.IsAll)
            return await store.ReadCustomersAsync(scoring, filter, cancellationToken).ConfigureAwait(false);
        List<CustomerRow> rows = [];
        CustomerFilter next = filter with { Ids = IdsToAskFor(), Count = CustomerFilter.MostCount };
        while (true)
        {
            CustomerPage page = await store.ReadCustomersAsync(scoring, next, cancellationToken).ConfigureAwait(false);
            rows.AddRange(page.Customers.Where(row => scope.Holds(row.CustomerId)));
            if (rows.Count > filter.Count || page.Next is null)
                return CustomerPage.Of(rows, filter);
            next = next with { After = page.Next };
        }
    }

    /// <summary>Reads all rows.</summary>
    public async Task<IReadOnlyCollection<CustomerRow>> ReadAllAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        List<CustomerRow> rows = [];
        CustomerFilter filter = new() { Since = since, Ids = IdsToAskFor(), Count = CustomerFilter.MostCount };
        while (true)
        {
            CustomerPage page = await store.ReadCustomersAsync(scoring, filter, cancellationToken).ConfigureAwait(false);
            rows.AddRange(page.Customers.Where(row => scope.Holds(row.CustomerId)));
            if (page.Next is null)
                return rows;
            filter = filter with { After = page.Next };
        }
    }

    private string[]? IdsToAskFor()
    {
        string[]? ids = scope.Ids is null ? null : [.. scope.Ids.Where(CustomerKey.IsPossible)];
        return ids?.Length > CustomerFilter.MostIds ? null : ids;
    }
}
