namespace HealthScoring.Tests.Properties;

/// <summary>What is known of a customer at a time: the score by itself is <paramref name="Usage"/>, capped at 40 where there is debt.</summary>
public sealed record Visit(
    DateTimeOffset At, double? Usage, bool HasDebt = false, bool IsLarge = false, bool IsStale = false, ScoreOverride? Pin = null);
