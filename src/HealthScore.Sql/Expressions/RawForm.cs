namespace HealthScoring.Sql.Expressions;

/// <summary>SQL of the user.</summary>
internal sealed class RawForm(string sql) : ExpressionForm
{
    public override IEnumerable<string> Texts => [sql];

    public override bool IsDouble => false;

    public override void Check(string path, MappingErrors errors)
    {
        if (string.IsNullOrWhiteSpace(sql) || sql.Contains('\0'))
            errors.Add(path, "the expression is empty or holds the character NUL", "write SQL");
    }

    // A comment at its end must not hide what follows.
    public override string Write(SourceWriter source) =>
        $"({sql}{(sql.Contains("--", StringComparison.Ordinal) || sql.Contains('#') ? "\n" : "")})";
}
