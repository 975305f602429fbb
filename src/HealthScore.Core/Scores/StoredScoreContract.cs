using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>The JSON of a stored score: its members are the properties of <see cref="StoredScoreData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredScoreData))]
internal sealed partial class StoredScoreContract : JsonSerializerContext;
