using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>The JSON of a state: its members are the properties of <see cref="StateData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StateData))]
internal sealed partial class StateContract : JsonSerializerContext;
