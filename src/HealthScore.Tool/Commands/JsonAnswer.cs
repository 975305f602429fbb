using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthScoring.Analysis;

namespace HealthScoring.Tool.Commands;

/// <summary>Writes answers for programs.</summary>
internal static class JsonAnswer
{
    private static readonly JsonSerializerOptions Results = new()
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(AnalysisJson.TypeInfoResolver, HealthScoringJson.TypeInfoResolver),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>A result of the library, by its members.</summary>
    public static string Of<T>(T result) => JsonSerializer.Serialize(result, (JsonTypeInfo<T>)Results.GetTypeInfo(typeof(T)));

    /// <summary>An object that is written member by member.</summary>
    public static string Object(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new()
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
