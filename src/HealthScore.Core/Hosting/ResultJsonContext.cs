using System.Text.Json.Serialization;
using HealthScoring.Changes;
using HealthScoring.Paths;
using HealthScoring.Tracking;

namespace HealthScoring;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScoringProfile))]
[JsonSerializable(typeof(StoredScore))]
[JsonSerializable(typeof(TrackingState))]
[JsonSerializable(typeof(TrackedScore))]
[JsonSerializable(typeof(TrackingEvent[]))]
[JsonSerializable(typeof(List<TrackingEvent>))]
[JsonSerializable(typeof(IEnumerable<TrackingEvent>))]
[JsonSerializable(typeof(IReadOnlyList<TrackingEvent>))]
[JsonSerializable(typeof(ScoreTrend))]
[JsonSerializable(typeof(ScoreChange))]
[JsonSerializable(typeof(StoredScoreChange))]
[JsonSerializable(typeof(ScoreChangePart))]
[JsonSerializable(typeof(TierPath))]
[JsonSerializable(typeof(EqualEffort))]
[JsonSerializable(typeof(WeightSensitivity))]
[JsonSerializable(typeof(ProfileVerification))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
