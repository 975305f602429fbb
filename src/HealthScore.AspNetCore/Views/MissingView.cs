namespace HealthScoring.AspNetCore;

/// <summary>A metric or signal without a value.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Reason">Why.</param>
/// <param name="AgeInDays">How old the observation is, where that is why.</param>
/// <param name="Value">The number that is no value, where values are shown.</param>
internal sealed record MissingView(string Metric, MissingReason Reason, double? AgeInDays, double? Value);
