using System.Text.Json.Serialization;

namespace HealthScoring.Customers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HealthScore))]
[JsonSerializable(typeof(IReadOnlyList<HealthScore>))]
internal sealed partial class HealthScoreJsonContext : JsonSerializerContext;
