using System.Text.Json;

namespace HealthScoring.Analysis;

/// <summary>A metric of a dimension, or a signal, for which the dimension is null.</summary>
internal sealed record MeasuredPart(string Name, string? Dimension, JsonElement Form);
