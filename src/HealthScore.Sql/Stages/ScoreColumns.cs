using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>A score and what it came from.</summary>
/// <param name="Choice">The customer's scorecard.</param>
/// <param name="Measured">What counts of the measured values.</param>
/// <param name="Points">Each metric's points, in canonical order; NULL where it does not count.</param>
/// <param name="Matched">Which guardrails match.</param>
/// <param name="Coverage">The share of the weight that has usable data.</param>
/// <param name="Dimensions">The metrics combined into each dimension.</param>
/// <param name="Unguarded">The dimensions combined: the score before guardrails.</param>
/// <param name="Score">The score; NULL where the customer is unscored.</param>
/// <param name="TierIndex">The tier's index; NULL where the customer is unscored.</param>
internal sealed record ScoreColumns(ScorecardChoice Choice, MeasuredColumns Measured, StageColumn[] Points, MatchedColumns Matched,
    StageColumn Coverage, CombinedColumns[] Dimensions, CombinedColumns Unguarded, StageColumn Score, StageColumn TierIndex);
