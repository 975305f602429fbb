using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>The kinds of reason for which a customer has no score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnscoredKind>))]
public enum UnscoredKind
{
    /// <summary>No metric counts: all are missing.</summary>
    [JsonStringEnumMemberName("noData")]
    NoData,

    /// <summary>A metric with the missing policy <c>required</c> is missing.</summary>
    [JsonStringEnumMemberName("requiredMissing")]
    RequiredMissing,

    /// <summary>The coverage is below the profile's minimum.</summary>
    [JsonStringEnumMemberName("lowCoverage")]
    LowCoverage,

    /// <summary>A guardrail withholds the score.</summary>
    [JsonStringEnumMemberName("guardrail")]
    Guardrail,
}
