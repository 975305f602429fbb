namespace HealthScoring.Hosting;

/// <summary>A customer's score among those of a run.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Past">The score.</param>
public sealed record CustomerScore(string CustomerId, PastScore Past);
