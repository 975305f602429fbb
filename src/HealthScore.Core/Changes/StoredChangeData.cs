using System.Text.Json.Serialization;

namespace HealthScoring.Changes;

/// <summary>
/// What a stored change holds: each property is a member of its JSON, in this order. A required one is always written, any other only where it
/// says something.
/// </summary>
internal sealed class StoredChangeData
{
    public const int Version = 1;

    [JsonRequired]
    public int FormatVersion { get; set; } = Version;

    [JsonRequired]
    public StoredChangeScore Before { get; set; }

    [JsonRequired]
    public StoredChangeScore After { get; set; }

    public double? Change { get; set; }

    public List<StoredChangePart> Parts { get; set; } = [];

    /// <summary>The change in a line.</summary>
    [JsonRequired]
    public string Text { get; set; } = "";
}
