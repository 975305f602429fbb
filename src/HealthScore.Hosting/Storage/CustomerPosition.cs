namespace HealthScoring.Hosting;

/// <summary>A place in a list of customers: behind one of them.</summary>
/// <param name="Key">The customer's number by which the list is ordered; <see langword="null"/> where it has none.</param>
/// <param name="CustomerId">The customer's id.</param>
public sealed record CustomerPosition(double? Key, string CustomerId);
