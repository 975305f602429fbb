using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>Which way values went.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftDirection>))]
public enum DriftDirection
{
    /// <summary>Neither way on the whole.</summary>
    [JsonStringEnumMemberName("neither")]
    Neither,

    /// <summary>A value now is more likely lower than higher, compared with one of the reference.</summary>
    [JsonStringEnumMemberName("fell")]
    Fell,

    /// <summary>A value now is more likely higher than lower, compared with one of the reference.</summary>
    [JsonStringEnumMemberName("rose")]
    Rose,
}
