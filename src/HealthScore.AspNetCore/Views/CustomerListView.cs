namespace HealthScoring.AspNetCore;

/// <summary>A page of customers.</summary>
/// <param name="Customers">The customers.</param>
/// <param name="Next">What to give as after for the next page; null where there is none.</param>
internal sealed record CustomerListView(IReadOnlyList<CustomerRowView> Customers, string? Next);
