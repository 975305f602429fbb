using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>Who was right where people put customers into another tier than the score did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverrideVerdict>))]
public enum OverrideVerdict
{
    /// <summary>There are too few customers to tell.</summary>
    [JsonStringEnumMemberName("notDecided")]
    NotDecided,

    /// <summary>As many had the outcome as the score says, and not as many as the people say.</summary>
    [JsonStringEnumMemberName("score")]
    Score,

    /// <summary>As many had the outcome as the people say, and not as many as the score says.</summary>
    [JsonStringEnumMemberName("people")]
    People,
}
