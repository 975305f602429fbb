using HealthScoring.Sql.Expressions;

namespace HealthScoring.Sql.Starters;

/// <summary>A starter metric over rows about customers.</summary>
/// <param name="rows">The rows.</param>
/// <param name="write">Writes it as a double.</param>
/// <param name="size">What else it reads of the customers, such as their seats; or <see langword="null"/>.</param>
internal sealed class StarterForm(EventRows rows, Func<SourceWriter, string> write, SqlExpression? size = null) : ExpressionForm
{
    public override IEnumerable<string> Columns => [.. rows.CustomerColumns, .. size?.Form.Columns ?? []];

    public override IEnumerable<string> Texts => [.. rows.Texts, .. size?.Form.Texts ?? []];

    public override bool ReadsTime => true;

    public override void Check(string path, MappingErrors errors)
    {
        rows.Check(path, errors);
        size?.Form.Check($"size of {path}", errors);
    }

    public override string Write(SourceWriter source) => write(source);
}
