using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a summary holds: each property is a member of its JSON, in this order, and is what the public member of that name says.</summary>
internal sealed class SummaryData
{
    public const int Version = 1;

    [JsonRequired]
    public int FormatVersion { get; set; } = Version;

    [JsonRequired]
    public string Fingerprint { get; set; } = "";

    [JsonRequired]
    public SummaryGroup All { get; set; } = new();

    [JsonRequired]
    public List<SummaryGroup> Segments { get; set; } = [];

    public List<NamedCustomers> UnknownSegments { get; set; } = [];

    public List<SummaryLabel> Labels { get; set; } = [];
}
