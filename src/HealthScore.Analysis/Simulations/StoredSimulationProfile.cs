using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>One of the two profiles of a simulation as it is stored.</summary>
internal record struct StoredSimulationProfile([property: JsonRequired] string Profile, [property: JsonRequired] string Fingerprint);
