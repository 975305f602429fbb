namespace HealthScoring.Sql.Queries;

/// <summary>Where the values of a metric, or the texts of a label, are, and what says how old they are.</summary>
internal sealed record MetricSource(string Name, SqlExpression Value, SqlExpression? ObservedAt, SqlExpression? AgeInDays, bool IsLabel = false)
{
    /// <summary>What an error calls it.</summary>
    public string What => IsLabel ? "label" : "metric";
}
