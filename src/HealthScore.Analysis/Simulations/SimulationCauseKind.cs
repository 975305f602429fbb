using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What changed the movers' scores.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SimulationCauseKind>))]
public enum SimulationCauseKind
{
    /// <summary>A metric adds more or fewer points than before.</summary>
    [JsonStringEnumMemberName("metric")]
    Metric,

    /// <summary>A guardrail takes or gives more or fewer points than before.</summary>
    [JsonStringEnumMemberName("guardrail")]
    Guardrail,

    /// <summary>The customer is in another segment than before, where everything may count otherwise: its whole change is this.</summary>
    [JsonStringEnumMemberName("segment")]
    Segment,

    /// <summary>Initial points of an additive formula, and what its clamping to 0..100 changes.</summary>
    [JsonStringEnumMemberName("otherPoints")]
    OtherPoints,
}
