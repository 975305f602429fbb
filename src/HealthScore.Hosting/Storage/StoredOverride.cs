namespace HealthScoring.Hosting;

/// <summary>An override as it is stored.</summary>
/// <param name="Id">Its id, unique in the store.</param>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Override">What the person decided, with whom, why and for how long. One that was ended early holds until then.</param>
public sealed record StoredOverride(string Id, string CustomerId, ScoreOverride Override);
