using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What happened to a part of a profile.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProfileChangeKind>))]
public enum ProfileChangeKind
{
    /// <summary>It is there now and was not before.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It was there before and is not now.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It is another now.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>It stands elsewhere now: in another dimension, among the signals, or at another index of an order that matters.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,
}
