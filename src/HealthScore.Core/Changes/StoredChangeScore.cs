using System.Text.Json.Serialization;

namespace HealthScoring.Changes;

/// <summary>One of the two scores of a change as it is stored.</summary>
internal record struct StoredChangeScore([property: JsonRequired] string Profile, [property: JsonRequired] string Fingerprint,
    [property: JsonRequired] DateTimeOffset AsOf, double? Score, string? Tier);
