using HealthScoring.Json;

namespace HealthScoring;

/// <summary>Lets System.Text.Json write and read a stored score as its own members do.</summary>
internal sealed class StoredScoreConverter() : StoredConverter<StoredScore>(StoredScore.Parse, score => score.ToJson());
