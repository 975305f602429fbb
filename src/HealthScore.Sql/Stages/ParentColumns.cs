using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What a parent has.</summary>
/// <param name="Score">The score; NULL where it is unscored.</param>
/// <param name="TierIndex">Its tier's index; NULL where it is unscored.</param>
/// <param name="Coverage">The share of the children's weight that has a score.</param>
/// <param name="Weight">The children's weight.</param>
/// <param name="Children">How many children there are.</param>
/// <param name="Unscored">How many of them have no score.</param>
/// <param name="Unweighted">How many of them have no weight.</param>
/// <param name="Costliest">The child that takes most; NULL where none takes any.</param>
/// <param name="CostliestScore">Its score.</param>
/// <param name="CostliestLost">The points that it takes.</param>
internal sealed record ParentColumns(StageColumn Score, StageColumn TierIndex, StageColumn Coverage, StageColumn Weight, StageColumn Children,
    StageColumn Unscored, StageColumn Unweighted, StageColumn Costliest, StageColumn CostliestScore, StageColumn CostliestLost);
