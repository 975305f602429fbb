using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>How a proposal was tried on rows that it was not learned from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProposalValidation>))]
public enum ProposalValidation
{
    /// <summary>On later dates, after learning from rows whose outcomes were known by then.</summary>
    [JsonStringEnumMemberName("outOfTime")]
    OutOfTime,

    /// <summary>On each fold of the customers, after learning from the other folds.</summary>
    [JsonStringEnumMemberName("byCustomer")]
    ByCustomer,
}
