using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>Why a metric has no usable number. A missing value is never counted as 0.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MissingReason>))]
public enum MissingReason
{
    /// <summary>The metric returned no value (<see langword="null"/>, or a <see langword="default"/> <see cref="Measurement"/>).</summary>
    [JsonStringEnumMemberName("noValue")]
    NoValue,

    /// <summary>The metric returned NaN, usually zero divided by zero.</summary>
    [JsonStringEnumMemberName("notANumber")]
    NotANumber,

    /// <summary>The metric returned positive or negative infinity, usually a ratio over zero.</summary>
    [JsonStringEnumMemberName("infinite")]
    Infinite,

    /// <summary>The metric threw an exception.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,

    /// <summary>The observation is so old that it no longer counts, by the profile's freshness of the metric.</summary>
    [JsonStringEnumMemberName("stale")]
    Stale,

    /// <summary>The profile lets the metric fade, and the metric did not say when it was observed.</summary>
    [JsonStringEnumMemberName("noObservationTime")]
    NoObservationTime,

    /// <summary>The profile lets the metric fade, and it was observed later than the time the score is for.</summary>
    [JsonStringEnumMemberName("observedLater")]
    ObservedLater,

    /// <summary>The number lies outside the range that the profile says is valid.</summary>
    [JsonStringEnumMemberName("outOfRange")]
    OutOfRange,

    /// <summary>The number is one that stands for a missing value, as the profile says of -1 or -999.</summary>
    [JsonStringEnumMemberName("standsForMissing")]
    StandsForMissing,

    /// <summary>The number is not whole, and the profile says that it must be.</summary>
    [JsonStringEnumMemberName("notWhole")]
    NotWhole,

    /// <summary>The metric returned a number where the profile expects the text of a label, or a text where it expects a number.</summary>
    [JsonStringEnumMemberName("wrongKind")]
    WrongKind,
}
