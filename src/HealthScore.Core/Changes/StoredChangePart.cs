using System.Text.Json.Serialization;

namespace HealthScoring.Changes;

/// <summary>A part of a change as it is stored.</summary>
internal record struct StoredChangePart(
    [property: JsonRequired] ScoreChangeKind Kind, string? Name, [property: JsonRequired] double Points, [property: JsonRequired] string Text);
