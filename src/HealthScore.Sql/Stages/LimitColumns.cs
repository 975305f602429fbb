using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What the guardrails that match do to a score; each is <see langword="null"/> where no guardrail of any scorecard does it.</summary>
/// <param name="Cap">The lowest cap.</param>
/// <param name="Floor">The highest floor.</param>
/// <param name="Withheld">Whether the score is withheld: 1 or 0.</param>
internal sealed record LimitColumns(StageColumn? Cap, StageColumn? Floor, StageColumn? Withheld);
