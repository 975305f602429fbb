namespace HealthScoring.Sql.Expressions;

/// <summary>The number that a column of texts spells.</summary>
internal sealed class NumberForm(string column) : ExpressionForm
{
    public override IEnumerable<string> Columns => [column];

    public override IEnumerable<string> Texts => [column];

    public override void Check(string path, MappingErrors errors)
    {
        errors.CheckName(path, "the column's name", column);
        if (errors.Dialect.NumberIn("x") is null)
        {
            errors.Add(path, $"{nameof(SqlExpression.NumberOrMissing)} is not written for {errors.Dialect}, only for "
                + SqlDialect.Names(dialect => dialect.NumberIn("x") is not null), "convert the text with SqlExpression.Raw");
        }
    }

    public override string Write(SourceWriter source) => source.Dialect.NumberIn(source.Column(column))!;
}
