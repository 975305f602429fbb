using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What customers of a pattern have in common.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PatternItemKind>))]
public enum PatternItemKind
{
    /// <summary>A metric within a band.</summary>
    [JsonStringEnumMemberName("band")]
    Band,

    /// <summary>A metric that is missing.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>The segment they are scored in.</summary>
    [JsonStringEnumMemberName("segment")]
    Segment,

    /// <summary>The text of a label.</summary>
    [JsonStringEnumMemberName("label")]
    Label,
}
