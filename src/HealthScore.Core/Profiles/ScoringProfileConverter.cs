using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>
/// Lets System.Text.Json write and read a profile as its own <see cref="ScoringProfile.ToJson"/> and <see cref="ScoringProfile.Parse(string)"/> do.
/// It is public so that a host's own source-generated context can have a member of type <see cref="ScoringProfile"/>.
/// </summary>
public sealed class ScoringProfileConverter : JsonConverter<ScoringProfile>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The profile has errors; all of them are listed.</exception>
    public override ScoringProfile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument profile = JsonDocument.ParseValue(ref reader);
        try
        {
            return ScoringProfile.Parse(profile.RootElement.GetRawText());
        }
        catch (InvalidProfileException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ScoringProfile value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        using JsonDocument profile = JsonDocument.Parse(value.ToJson());
        profile.RootElement.WriteTo(writer);
    }
}
