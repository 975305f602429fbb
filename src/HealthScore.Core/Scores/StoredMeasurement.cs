using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>A measurement as it is stored.</summary>
internal record struct StoredMeasurement([property: JsonRequired] string Metric, [property: JsonRequired] double Value, DateTimeOffset? ObservedAt);
