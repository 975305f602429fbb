namespace HealthScoring.Hosting;

/// <summary>What a delivery came to.</summary>
/// <param name="Handled">How many events all handlers have handled.</param>
/// <param name="Failed">How many deliveries failed; their events wait and come again.</param>
/// <param name="GivenUp">How many events failed for the last time.</param>
public readonly record struct EventDeliveryResult(long Handled, long Failed, long GivenUp);
