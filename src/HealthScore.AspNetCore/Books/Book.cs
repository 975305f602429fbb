using HealthScoring.Hosting;

namespace HealthScoring.AspNetCore;

/// <summary>The customers of a run, or an even sample of them, the heaviest first.</summary>
/// <param name="Run">The run.</param>
/// <param name="Customers">The customers.</param>
/// <param name="OfCustomers">How many the run has; more than are here where this is a sample.</param>
internal sealed record Book(StoredRun Run, IReadOnlyList<BookCustomer> Customers, long OfCustomers)
{
    public bool IsSample => Customers.Count < OfCustomers;
}
