using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What an audit found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditFindingKind>))]
public enum AuditFindingKind
{
    /// <summary>A number that earns more points by the customer's curve lowers the score. The part is the metric.</summary>
    [JsonStringEnumMemberName("betterNumberLowersScore")]
    BetterNumberLowersScore,

    /// <summary>The score jumps where a number leads into another segment. The part is the segment whose condition it is.</summary>
    [JsonStringEnumMemberName("segmentBorder")]
    SegmentBorder,

    /// <summary>Whatever the metric's number, no customer with all data comes into another tier by it. The part is the metric.</summary>
    [JsonStringEnumMemberName("metricCannotChangeTier")]
    MetricCannotChangeTier,

    /// <summary>No customer with all data can be in the tier. The part is the tier.</summary>
    [JsonStringEnumMemberName("tierOutOfReach")]
    TierOutOfReach,

    /// <summary>For customers with all data, the guardrail changes no score and alone withholds none. The part is the guardrail.</summary>
    [JsonStringEnumMemberName("guardrailNeverDecides")]
    GuardrailNeverDecides,

    /// <summary>The action is due for no customer with all data. The part is the action.</summary>
    [JsonStringEnumMemberName("actionNeverDue")]
    ActionNeverDue,

    /// <summary>The work allowed did not decide a question; the text says which. The part is what the question is about.</summary>
    [JsonStringEnumMemberName("notDecided")]
    NotDecided,
}
