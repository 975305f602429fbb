using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>The JSON of a summary: its members are the properties of <see cref="SummaryData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SummaryData))]
internal sealed partial class SummaryContract : JsonSerializerContext;
