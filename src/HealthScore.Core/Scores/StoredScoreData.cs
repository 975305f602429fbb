using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>
/// What a stored score holds: each property is a member of its JSON, in this order. A required one is always written, any other only where it
/// says something.
/// </summary>
internal sealed class StoredScoreData
{
    public const int Version = 1;

    [JsonRequired]
    public int FormatVersion { get; set; } = Version;

    [JsonRequired]
    public string Profile { get; set; } = "";

    [JsonRequired]
    public string Fingerprint { get; set; } = "";

    [JsonRequired]
    public DateTimeOffset AsOf { get; set; }

    public double? Score { get; set; }

    public string? Tier { get; set; }

    public string? Segment { get; set; }

    public string? NamedSegment { get; set; }

    public string? SegmentError { get; set; }

    public StoredDecision? Override { get; set; }

    public string? OverrideError { get; set; }

    /// <summary>What was measured, in the order of the profile's columns.</summary>
    public List<StoredMeasurement> Measurements { get; set; } = [];

    /// <summary>The labels' texts, in the order of the profile's columns.</summary>
    public List<StoredLabel> Labels { get; set; } = [];

    /// <summary>Why there is no number, where that is another reason than that none was given.</summary>
    public List<StoredFault> Faults { get; set; } = [];
}
