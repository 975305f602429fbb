namespace HealthScoring.Sql.Expressions;

/// <summary>The value of a column.</summary>
internal sealed class ColumnForm(string name) : ExpressionForm
{
    public override IEnumerable<string> Columns => [name];

    public override IEnumerable<string> Texts => [name];

    public override bool IsDouble => false;

    public override void Check(string path, MappingErrors errors) => errors.CheckName(path, "the column's name", name);

    public override string Write(SourceWriter source) => source.Column(name);
}
