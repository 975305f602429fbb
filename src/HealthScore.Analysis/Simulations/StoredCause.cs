using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>A cause as it is stored.</summary>
internal record struct StoredCause([property: JsonRequired] SimulationCauseKind Kind, string? Name, [property: JsonRequired] double MeanChange,
    [property: JsonRequired] long Customers);
