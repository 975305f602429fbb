using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a summary holds of a signal.</summary>
internal record struct SummarySignal([property: JsonRequired] string Signal, [property: JsonRequired] long Missing);
