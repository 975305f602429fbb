using System.Text.Json.Serialization;

namespace HealthScoring.Customers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthScore))]
[JsonSerializable(typeof(HealthScore[]))]
[JsonSerializable(typeof(List<HealthScore>))]
[JsonSerializable(typeof(IEnumerable<HealthScore>))]
[JsonSerializable(typeof(IReadOnlyList<HealthScore>))]
[JsonSerializable(typeof(IAsyncEnumerable<HealthScore>))]
internal sealed partial class HealthScoreJsonContext : JsonSerializerContext;
