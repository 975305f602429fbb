using HealthScoring.Json;

namespace HealthScoring.Changes;

/// <summary>Lets System.Text.Json write and read a stored change as its own members do.</summary>
internal sealed class StoredScoreChangeConverter() : StoredConverter<StoredScoreChange>(StoredScoreChange.Parse, change => change.ToJson());
