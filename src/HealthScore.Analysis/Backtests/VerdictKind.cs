using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>What outcomes say of a metric's place in the profile.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerdictKind>))]
public enum VerdictKind
{
    /// <summary>There are too few outcomes, or its weight cannot be learned, so that nothing is said.</summary>
    [JsonStringEnumMemberName("notJudged")]
    NotJudged,

    /// <summary>More points go with the outcome that they are to speak against.</summary>
    [JsonStringEnumMemberName("worksAgainst")]
    WorksAgainst,

    /// <summary>Alone it does not tell the outcome, and beside the others it would get less than 1 % of the score.</summary>
    [JsonStringEnumMemberName("noSignal")]
    NoSignal,

    /// <summary>Alone it tells the outcome, and beside the others it would get less than 1 % of the score: they say the same.</summary>
    [JsonStringEnumMemberName("redundant")]
    Redundant,

    /// <summary>It would get a share of the score that is more than 5 points larger.</summary>
    [JsonStringEnumMemberName("underweight")]
    Underweight,

    /// <summary>It would get a share of the score that is more than 5 points smaller.</summary>
    [JsonStringEnumMemberName("overweight")]
    Overweight,

    /// <summary>Its share is about what it would get.</summary>
    [JsonStringEnumMemberName("fits")]
    Fits,
}
