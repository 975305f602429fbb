using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrackingStep))]
[JsonSerializable(typeof(TrackingEvent))]
[JsonSerializable(typeof(TrackingEvent[]))]
[JsonSerializable(typeof(List<TrackingEvent>))]
[JsonSerializable(typeof(IEnumerable<TrackingEvent>))]
[JsonSerializable(typeof(IReadOnlyList<TrackingEvent>))]
internal sealed partial class TrackingJsonContext : JsonSerializerContext;
