namespace HealthScoring.Tracking;

/// <summary>The highest or the lowest score of a day (UTC), or of the part of it that still matters.</summary>
internal readonly record struct DayScore(DateOnly Day, double Score);
