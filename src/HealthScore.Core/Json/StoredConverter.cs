using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthScoring.Json;

/// <summary>Lets System.Text.Json write and read something stored as its own <c>ToJson</c> and <c>Parse</c> do.</summary>
internal abstract class StoredConverter<T>(Func<string, T> parse, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument stored = JsonDocument.ParseValue(ref reader);
        try
        {
            return parse(stored.RootElement.GetRawText());
        }
        catch (InvalidStoredDataException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteRawValue(write(value));
}
