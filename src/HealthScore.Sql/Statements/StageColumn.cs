namespace HealthScoring.Sql.Statements;

/// <summary>A column that a stage adds. The name is ours, plain ASCII, and needs no quotes; a column that the user named is quoted.</summary>
internal sealed record StageColumn(string Name, string Quoted)
{
    public override string ToString() => Quoted;
}
