using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What counts of the source's values, by the plan's columns.</summary>
/// <param name="Values">Each value; NULL where it is missing.</param>
/// <param name="Freshness">How much each value counts where it is not missing; <see langword="null"/> for fully.</param>
internal sealed record MeasuredColumns(StageColumn[] Values, StageColumn?[] Freshness);
