namespace HealthScoring.Hosting;

/// <summary>A customer's state of tracking as it is stored.</summary>
/// <param name="AsOf">The instant of the last run that stored it.</param>
/// <param name="Worker">Who stored it; unique to one attempt of one part.</param>
/// <param name="StateJson">The state, for <see cref="Tracking.TrackingState.Parse"/>.</param>
public sealed record CustomerState(DateTimeOffset AsOf, string Worker, string StateJson);
