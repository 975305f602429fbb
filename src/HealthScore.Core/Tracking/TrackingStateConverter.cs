using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>Lets System.Text.Json write and read a state as <see cref="TrackingState.ToJson"/> and <see cref="TrackingState.Parse"/> do.</summary>
internal sealed class TrackingStateConverter : JsonConverter<TrackingState>
{
    public override TrackingState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument state = JsonDocument.ParseValue(ref reader);
        try
        {
            return TrackingState.Parse(state.RootElement.GetRawText());
        }
        catch (InvalidTrackingStateException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, TrackingState value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToJson());
}
