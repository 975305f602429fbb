using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>A cell of the matrix as it is stored; a tier that is null is that of the unscored.</summary>
internal record struct StoredMigration(string? Before, string? After, [property: JsonRequired] long Customers, double? Weight);
