using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>What a guardrail does to the score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GuardrailEffect>))]
public enum GuardrailEffect
{
    /// <summary>The score is at most the limit. Of several caps the lowest wins.</summary>
    [JsonStringEnumMemberName("cap")]
    Cap,

    /// <summary>The score is at least the limit, unless a cap is lower.</summary>
    [JsonStringEnumMemberName("floor")]
    Floor,

    /// <summary>The customer is unscored.</summary>
    [JsonStringEnumMemberName("unscored")]
    Unscored,
}
