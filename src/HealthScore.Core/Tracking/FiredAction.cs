namespace HealthScoring.Tracking;

/// <summary>An action with a cool-down: when it was last due, and whether the customer has been in another tier since.</summary>
internal sealed record FiredAction(string Action, DateTimeOffset At, bool HasLeftTier);
