using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Whether each guardrail matches: 1 or 0, and 0 for a guardrail that the customer's scorecard does not have.</summary>
internal sealed class MatchedColumns
{
    private readonly Dictionary<string, StageColumn> _columns = new(StringComparer.Ordinal);

    /// <summary>The column of a guardrail.</summary>
    public StageColumn this[string name]
    {
        set => _columns.Add(name, value);
    }

    /// <summary>Whether a guardrail of any scorecard matches.</summary>
    public Fragment Holds(FragmentWriter sql, Guardrail rule) => sql.Of($"{_columns[rule.Name]} = {1}");
}
