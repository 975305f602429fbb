using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>The text of a label as it is stored.</summary>
internal record struct StoredLabel([property: JsonRequired] string Label, [property: JsonRequired] string Text);
