using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What a score is judged by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The customer left; low scores are to have it.</summary>
    [JsonStringEnumMemberName("churned")]
    Churned,

    /// <summary>The customer bought more; high scores are to have it.</summary>
    [JsonStringEnumMemberName("expanded")]
    Expanded,
}
