using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HealthScoring.Tracking;

/// <summary>The JSON of a state: its members are the properties of <see cref="StateData"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StateData))]
internal sealed partial class StateContract : JsonSerializerContext
{
    public static JsonSerializerOptions Members { get; } = new()
    {
        TypeInfoResolver = new StateContract().WithAddedModifier(LeaveOutWhatSaysNothing),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Letters of any script stay letters: a state is as small as its names.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(StateData state) => JsonSerializer.Serialize(state, Members.GetTypeInfo(typeof(StateData)));

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo contract)
    {
        foreach (JsonPropertyInfo member in contract.Properties.Where(member => !member.IsRequired))
            member.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
    }
}
