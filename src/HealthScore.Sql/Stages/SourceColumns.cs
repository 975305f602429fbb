using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What the first stage reads from the source.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="From">What stands after its FROM: the customers, and what is joined to them.</param>
/// <param name="Raw">The raw values, by the profile's columns.</param>
/// <param name="Ages">Their ages in days, where the profile lets them fade.</param>
/// <param name="Kept">The source's own columns, with the names that the result gives them.</param>
/// <param name="NamedSegment">The segment that the host names.</param>
/// <param name="Weight">The customer's weight.</param>
internal sealed record SourceColumns(
    Stage Stage, string From,
    StageColumn[] Raw, StageColumn?[] Ages, (StageColumn Column, string Name)[] Kept, StageColumn? NamedSegment, StageColumn? Weight);
