using System.Text.Json.Serialization;

namespace HealthScoring.Changes;

/// <summary>What a part of a score's change comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoreChangeKind>))]
public enum ScoreChangeKind
{
    /// <summary>A metric's raw value has changed.</summary>
    [JsonStringEnumMemberName("value")]
    Value,

    /// <summary>A metric was missing and has a value now that counts.</summary>
    [JsonStringEnumMemberName("appeared")]
    Appeared,

    /// <summary>A metric had a value and is missing now, also because what was observed is too old.</summary>
    [JsonStringEnumMemberName("vanished")]
    Vanished,

    /// <summary>A metric's value counts more or less than before, because of the age of what was observed.</summary>
    [JsonStringEnumMemberName("freshness")]
    Freshness,

    /// <summary>Other metrics have a fault than before, and the profile has a policy for that.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,

    /// <summary>A guardrail takes or gives other points than before.</summary>
    [JsonStringEnumMemberName("guardrail")]
    Guardrail,

    /// <summary>An override that pins the score began, ended or pins it differently, or what it hides has changed.</summary>
    [JsonStringEnumMemberName("override")]
    Override,

    /// <summary>The customer is in another segment.</summary>
    [JsonStringEnumMemberName("segment")]
    Segment,

    /// <summary>The customer is scored by another profile.</summary>
    [JsonStringEnumMemberName("profile")]
    Profile,
}
