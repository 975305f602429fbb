using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>The JSON of a tally: its members are the properties of <see cref="TallyData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TallyData))]
internal sealed partial class TallyContract : JsonSerializerContext;
