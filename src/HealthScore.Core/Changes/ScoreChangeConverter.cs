using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthScoring.Changes;

/// <summary>Lets System.Text.Json write a change as the stored change that can be read.</summary>
internal sealed class ScoreChangeConverter : JsonConverter<ScoreChange>
{
    public override ScoreChange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A ScoreChange has two whole scores, which its JSON does not have. Read a StoredScoreChange instead.");

    public override void Write(Utf8JsonWriter writer, ScoreChange value, JsonSerializerOptions options) =>
        writer.WriteRawValue(new StoredScoreChange(value).ToJson());
}
