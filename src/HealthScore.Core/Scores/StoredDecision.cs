using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>An override as it is stored.</summary>
internal record struct StoredDecision(double? Score, string? Tier, [property: JsonRequired] string Reason, [property: JsonRequired] string Author,
    [property: JsonRequired] DateTimeOffset From, [property: JsonRequired] DateTimeOffset Until);
