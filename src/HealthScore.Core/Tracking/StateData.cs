using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>
/// What a state holds: each property is a member of its JSON, in this order. A required one is always written, any other only where it says
/// something.
/// </summary>
internal sealed class StateData
{
    public const int Version = 1;

    [JsonRequired]
    public int FormatVersion { get; set; } = Version;

    [JsonRequired]
    public string Profile { get; set; } = "";

    [JsonRequired]
    public string Fingerprint { get; set; } = "";

    /// <summary>The fingerprint of what the profile did at the last score, whatever its descriptions and units.</summary>
    [JsonRequired]
    public string Rules { get; set; } = "";

    [JsonRequired]
    public DateTime AsOf { get; set; }

    public string? Tier { get; set; }

    public bool IsUnscored { get; set; }

    /// <summary>Whether the next score that has a tier sets it at once: an override has ended by then, or the profile has changed.</summary>
    public bool FollowsNext { get; set; }

    public PendingTier? Pending { get; set; }

    /// <summary>Whether the score asked for a lower tier, or had none, and that may come from what is lost.</summary>
    public bool HidesFall { get; set; }

    /// <summary>By rising day and falling score: what a later day has reached, an earlier day says no more.</summary>
    public List<DayScore> Highs { get; set; } = [];

    /// <summary>By rising day and rising score.</summary>
    public List<DayScore> Lows { get; set; } = [];

    /// <summary>The metrics that were stale at the last score, in ordinal order.</summary>
    public List<string> Stale { get; set; } = [];

    /// <summary>The metrics and signals that had a value at the last score, in ordinal order.</summary>
    public List<string> Known { get; set; } = [];

    /// <summary>Those that had one before, and whose loss is not accepted yet, in ordinal order by name.</summary>
    public List<LostMetric> Lost { get; set; } = [];

    /// <summary>Those whose loss is accepted, and that have had no value since, in ordinal order by name.</summary>
    public List<LostMetric> Accepted { get; set; } = [];

    /// <summary>The actions with a cool-down that were due, in ordinal order by name.</summary>
    public List<FiredAction> Fired { get; set; } = [];
}
