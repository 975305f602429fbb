namespace HealthScoring.Sql;

/// <summary>What a query gives in addition to score, tier, segment and coverage.</summary>
[Flags]
public enum SqlDetails
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Two columns per metric: the points it added to the score before guardrails, and those it failed to add.</summary>
    Contributions = 1,

    /// <summary>The names of the guardrails that matched, as a JSON array.</summary>
    Guardrails = 2,

    /// <summary>The names of the actions that are due, by priority and then in declared order, as a JSON array.</summary>
    Actions = 4,
}
