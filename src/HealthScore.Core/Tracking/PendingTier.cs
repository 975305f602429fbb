using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>A tier that scores ask for and that does not count yet: since when, in UTC, and by how many scores in a row.</summary>
internal record struct PendingTier(
    [property: JsonRequired] string Tier, [property: JsonRequired] DateTime Since, [property: JsonRequired] int Scores);
