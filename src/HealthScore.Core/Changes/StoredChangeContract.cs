using System.Text.Json.Serialization;

namespace HealthScoring.Changes;

/// <summary>The JSON of a change: its members are the properties of <see cref="StoredChangeData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredChangeData))]
internal sealed partial class StoredChangeContract : JsonSerializerContext;
