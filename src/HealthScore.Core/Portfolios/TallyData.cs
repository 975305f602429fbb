using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a tally holds: each property is a member of its JSON, in this order.</summary>
internal sealed class TallyData
{
    public const int Version = 1;

    [JsonRequired]
    public int FormatVersion { get; set; } = Version;

    /// <summary>The name of the profile, for messages.</summary>
    [JsonRequired]
    public string Profile { get; set; } = "";

    [JsonRequired]
    public string Fingerprint { get; set; } = "";

    /// <summary>The sums of the base profile's customers, then of each segment's in declared order.</summary>
    [JsonRequired]
    public List<TalliedGroup> Groups { get; set; } = [];
}
