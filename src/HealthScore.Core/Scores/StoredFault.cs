using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>A metric that gave no number as it is stored: not a number, infinite, or an error's text.</summary>
internal record struct StoredFault([property: JsonRequired] string Metric, [property: JsonRequired] string Reason, string? Error);
