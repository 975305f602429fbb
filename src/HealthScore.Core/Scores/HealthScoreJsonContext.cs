using System.Text.Json.Serialization;
using HealthScoring.Portfolios;

namespace HealthScoring;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthScore))]
[JsonSerializable(typeof(HealthScore[]))]
[JsonSerializable(typeof(List<HealthScore>))]
[JsonSerializable(typeof(IEnumerable<HealthScore>))]
[JsonSerializable(typeof(IReadOnlyList<HealthScore>))]
[JsonSerializable(typeof(IAsyncEnumerable<HealthScore>))]
[JsonSerializable(typeof(PortfolioSummary))]
[JsonSerializable(typeof(PortfolioGroup))]
[JsonSerializable(typeof(PortfolioComparison))]
[JsonSerializable(typeof(Dictionary<string, Measurement>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, Measurement>))]
[JsonSerializable(typeof(ScoreOverride))]
internal sealed partial class HealthScoreJsonContext : JsonSerializerContext;
