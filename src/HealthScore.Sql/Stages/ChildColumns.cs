using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What the children of parents have.</summary>
/// <param name="Parent">The parent, NULL for a customer without one.</param>
/// <param name="Child">What the child is called.</param>
/// <param name="Score">Its score; NULL where it is unscored.</param>
/// <param name="TierIndex">Its tier's index; NULL where it has none.</param>
/// <param name="Weight">Its weight, of any type; <see langword="null"/> where every child weighs 1.</param>
internal sealed record ChildColumns(StageColumn Parent, StageColumn Child, StageColumn Score, StageColumn TierIndex, StageColumn? Weight);
