using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>Whether a proposal is better than the profile that it would replace.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProposalVerdict>))]
public enum ProposalVerdict
{
    /// <summary>It tells the outcome better on rows that it was not learned from, by more than chance explains.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>That is not shown; keep the profile.</summary>
    [JsonStringEnumMemberName("notShownBetter")]
    NotShownBetter,

    /// <summary>Too few customers have, or do not have, the outcome: nothing was learned.</summary>
    [JsonStringEnumMemberName("notEnough")]
    NotEnough,
}
