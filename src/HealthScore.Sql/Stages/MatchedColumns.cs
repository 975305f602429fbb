using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Whether each guardrail matches: 1 or 0, and 0 for a guardrail that the customer's scorecard does not have.</summary>
internal sealed class MatchedColumns(Plan plan, StageColumn[] columns)
{
    /// <summary>Whether a guardrail of any scorecard matches.</summary>
    public Fragment Holds(FragmentWriter sql, Guardrail rule) =>
        sql.Of($"{columns[Array.FindIndex(plan.Base.Guardrails, guardrail => guardrail.Rule.Name == rule.Name)]} = {1}");
}
