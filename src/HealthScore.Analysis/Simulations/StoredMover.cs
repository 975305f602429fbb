using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>A mover as it is stored.</summary>
internal record struct StoredMover([property: JsonRequired] long Position, string? Customer, double? ScoreBefore, string? TierBefore,
    double? ScoreAfter, string? TierAfter, [property: JsonRequired] string Change);
