using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>A condition as an expression of the columns it asks about.</summary>
/// <param name="sql">Writes fragments.</param>
/// <param name="columnOf">The column that a question asks about.</param>
internal sealed class ConditionExpression(FragmentWriter sql, Func<QuestionPlan, StageColumn> columnOf)
{
    public Fragment Of(ConditionPlan condition)
    {
        if (condition.Only is { } only)
            return Of(only);
        Fragment[] groups = [.. condition.Groups.Select(group => Joined(group.Select(Of), condition.JoinsAll ? " OR " : " AND "))];
        return Joined(groups, condition.JoinsAll ? " AND " : " OR ");
    }

    private Fragment Of(QuestionPlan question)
    {
        StageColumn value = columnOf(question);
        if (question.Source.Operator == ConditionOperator.Missing)
            return sql.Of($"{value} IS NULL");
        Fragment holds = question.Source.Subject switch
        {
            ConditionSubject.Metric => Compare(question.Source, value),
            ConditionSubject.Label => OneOf(question.Source, value),
            ConditionSubject.Tier => Joined(question.Ranges.Select(tier => sql.Of($"{value} = {(int)tier.From}")), " OR "),
            _ => Reaches(question.Ranges[0], value),
        };
        return question.OrMissing ? sql.Of($"({value} IS NULL OR {holds})") : holds;
    }

    // What is asked may be infinite or NaN, which is missing, and which is above every number in some engines. So no question is open at an end.
    private Fragment Compare(Condition condition, StageColumn value) => condition.Operator switch
    {
        ConditionOperator.Below => sql.Of($"({value} < {condition.Bound} AND {value} >= {double.MinValue})"),
        ConditionOperator.AtMost => sql.Of($"({value} <= {condition.Bound} AND {value} >= {double.MinValue})"),
        ConditionOperator.Above => sql.Of($"({value} > {condition.Bound} AND {value} <= {double.MaxValue})"),
        ConditionOperator.AtLeast => sql.Of($"({value} >= {condition.Bound} AND {value} <= {double.MaxValue})"),
        _ => sql.Of($"({value} >= {condition.Bound} AND {value} <= {condition.UpperBound})"),
    };

    private Fragment OneOf(Condition condition, StageColumn label)
    {
        Fragment isOne = Joined(condition.Values.Distinct(StringComparer.Ordinal).Select(text => sql.TextEquals(label, text)), " OR ");
        return condition.Operator == ConditionOperator.Is ? isOne : sql.Of($"({label} IS NOT NULL AND NOT ({isOne}))");
    }

    /// <summary>A range of computed points has one end.</summary>
    private Fragment Reaches(ValueRange range, StageColumn value) =>
        range.To == double.MaxValue ? sql.Of($"{value} >= {range.From}") : sql.Of($"{value} <= {range.To}");

    private Fragment Joined(IEnumerable<Fragment> parts, string word) =>
        parts.ToArray() is var all && all.Length == 1 ? all[0] : sql.Of($"({FragmentWriter.Join(word, all)})");
}
