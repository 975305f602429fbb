using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>What happened between two scores of a customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrackingEventKind>))]
public enum TrackingEventKind
{
    /// <summary>The profile's rules are others than at the previous score.</summary>
    [JsonStringEnumMemberName("profileChanged")]
    ProfileChanged,

    /// <summary>The customer has no tier, and had one at the previous score.</summary>
    [JsonStringEnumMemberName("becameUnscored")]
    BecameUnscored,

    /// <summary>The customer has a tier, and had none at the previous score.</summary>
    [JsonStringEnumMemberName("becameScored")]
    BecameScored,

    /// <summary>The customer counts as in another tier than the last one.</summary>
    [JsonStringEnumMemberName("tierChanged")]
    TierChanged,

    /// <summary>The score is so far below the highest of the window that the profile asks to be told.</summary>
    [JsonStringEnumMemberName("scoreDropped")]
    ScoreDropped,

    /// <summary>The score is so far above the lowest of the window that the profile asks to be told.</summary>
    [JsonStringEnumMemberName("scoreRose")]
    ScoreRose,

    /// <summary>A metric is too old to count, and was not at the previous score.</summary>
    [JsonStringEnumMemberName("wentStale")]
    WentStale,
}
