using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What happened to a part of a profile.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProfileChangeKind>))]
public enum ProfileChangeKind
{
    /// <summary>It was added.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It was removed.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It has changed.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>It has moved: to another dimension, among the signals, or at another index of an order that matters.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,
}
