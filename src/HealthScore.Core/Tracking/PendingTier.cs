namespace HealthScoring.Tracking;

/// <summary>A tier that scores ask for and that does not count yet: since when, and by how many scores in a row.</summary>
internal sealed record PendingTier(string Tier, DateTimeOffset Since, int Scores);
