using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>What happened between two scores of a customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrackingEventKind>))]
public enum TrackingEventKind
{
    /// <summary>The profile's rules differ from those of the previous score.</summary>
    [JsonStringEnumMemberName("profileChanged")]
    ProfileChanged,

    /// <summary>The customer has no tier, and had one at the previous score.</summary>
    [JsonStringEnumMemberName("becameUnscored")]
    BecameUnscored,

    /// <summary>The customer has a tier, and had none at the previous score.</summary>
    [JsonStringEnumMemberName("becameScored")]
    BecameScored,

    /// <summary>The customer has moved from its last tier to another.</summary>
    [JsonStringEnumMemberName("tierChanged")]
    TierChanged,

    /// <summary>The score is as far below the highest score of the window as the profile asks to have reported.</summary>
    [JsonStringEnumMemberName("scoreDropped")]
    ScoreDropped,

    /// <summary>The score is as far above the lowest score of the window as the profile asks to have reported.</summary>
    [JsonStringEnumMemberName("scoreRose")]
    ScoreRose,

    /// <summary>A metric has become too old to count since the previous score.</summary>
    [JsonStringEnumMemberName("wentStale")]
    WentStale,

    /// <summary>
    /// A metric or signal has no value, had one at the previous score, and has not gone stale; until it is back the tier does not rise.
    /// </summary>
    [JsonStringEnumMemberName("dataLost")]
    DataLost,

    /// <summary>A lost metric or signal has a value again, also one whose loss was accepted.</summary>
    [JsonStringEnumMemberName("dataReturned")]
    DataReturned,

    /// <summary>A metric or signal has been lost for as long as the profile waits: from now on the customer counts as one without it.</summary>
    [JsonStringEnumMemberName("lossAccepted")]
    LossAccepted,
}
