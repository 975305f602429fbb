using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Parts combined by a formula.</summary>
/// <param name="Parts">The parts of each scorecard.</param>
/// <param name="Points">The result; NULL where no part is present.</param>
/// <param name="Counts">How much the freshest part counts; <see langword="null"/> where that is fully.</param>
/// <param name="Total">The sum of weights, under a weighted mean.</param>
internal sealed record CombinedColumns(
    IReadOnlyDictionary<Scorecard, Part[]> Parts, StageColumn Points, StageColumn? Counts = null, StageColumn? Total = null);
