using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>Whether a change is there, and whether it is large.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftVerdict>))]
public enum DriftVerdict
{
    /// <summary>No more than chance would have it.</summary>
    [JsonStringEnumMemberName("noDrift")]
    NoDrift,

    /// <summary>Beyond chance, and small.</summary>
    [JsonStringEnumMemberName("detectableSmall")]
    DetectableSmall,

    /// <summary>Beyond chance, and large.</summary>
    [JsonStringEnumMemberName("drifted")]
    Drifted,
}
