using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>The JSON of a simulation: its members are the properties of <see cref="SimulationData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SimulationData))]
internal sealed partial class SimulationContract : JsonSerializerContext;
