using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>An action with a cool-down: when it was last due, in UTC, and whether the customer has been in another tier since.</summary>
internal record struct FiredAction([property: JsonRequired] string Action, [property: JsonRequired] DateTime At, bool HasLeftTier);
