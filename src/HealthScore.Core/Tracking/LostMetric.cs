using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>A metric or signal whose value is lost, and the time of the first score without it, in UTC.</summary>
internal record struct LostMetric([property: JsonRequired] string Metric, [property: JsonRequired] DateTime Since);
