using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>A condition as an expression of a value.</summary>
internal static class ConditionExpression
{
    public static Fragment Of(FragmentWriter sql, Guardrail rule, StageColumn value) => rule.AppliesWhenMissing
        ? sql.Of($"({value} IS NULL OR {Of(sql, rule.When, value)})")
        : Of(sql, rule.When, value);

    public static Fragment Of(FragmentWriter sql, Condition condition, StageColumn value) => condition.Operator switch
    {
        ConditionOperator.Below => sql.Of($"{value} < {condition.Bound}"),
        ConditionOperator.AtMost => sql.Of($"{value} <= {condition.Bound}"),
        ConditionOperator.Above => sql.Of($"{value} > {condition.Bound}"),
        ConditionOperator.AtLeast => sql.Of($"{value} >= {condition.Bound}"),
        ConditionOperator.Between => sql.Of($"({value} >= {condition.Bound} AND {value} <= {condition.UpperBound})"),
        _ => sql.Of($"{value} IS NULL"),
    };
}
