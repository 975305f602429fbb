namespace HealthScoring.Sql.Queries;

/// <summary>Where a metric's values are, and what says how old they are.</summary>
internal sealed record MetricSource(string Name, SqlExpression Value, SqlExpression? ObservedAt, SqlExpression? AgeInDays);
