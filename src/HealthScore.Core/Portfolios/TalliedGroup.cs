using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>
/// The sums of one group of customers as they are stored: each property is a member of its JSON, in this order. A sum in steps can be more than a
/// reader's numbers hold, and is text. What others add up to is not there, so that it cannot contradict them.
/// </summary>
internal sealed class TalliedGroup
{
    /// <summary>By tier, the unscored first; the customers are their sum.</summary>
    [JsonRequired]
    public List<long> TierCustomers { get; set; } = [];

    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public List<Int128> TierWeights { get; set; } = [];

    /// <summary>The scored customers are its sum.</summary>
    [JsonRequired]
    public List<long> Histogram { get; set; } = [];

    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public Int128 Scores { get; set; }

    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public Int128 Coverage { get; set; }

    [JsonRequired]
    public long Weighted { get; set; }

    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public Int128 ScoredWeight { get; set; }

    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public Int128 WeightedScores { get; set; }

    [JsonRequired]
    public long Faulty { get; set; }

    /// <summary>By metric in canonical order.</summary>
    [JsonRequired]
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public List<Int128> Lost { get; set; } = [];

    /// <summary>By metric, then by signal, and then by label, in canonical order.</summary>
    [JsonRequired]
    public List<long> Missing { get; set; } = [];

    /// <summary>By metric in canonical order.</summary>
    [JsonRequired]
    public List<long> BelowCurve { get; set; } = [];

    /// <summary>By metric in canonical order.</summary>
    [JsonRequired]
    public List<long> AboveCurve { get; set; } = [];

    [JsonRequired]
    public long OfUnknownSegment { get; set; }

    /// <summary>The first names in ordinal order.</summary>
    public List<NamedCustomers> UnknownSegments { get; set; } = [];

    /// <summary>Texts that no condition names, by label in canonical order.</summary>
    public List<TalliedNames> OtherTexts { get; set; } = [];
}
