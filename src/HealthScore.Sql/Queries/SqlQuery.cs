namespace HealthScoring.Sql;

/// <summary>A query in one database's SQL, and what its result holds.</summary>
public sealed class SqlQuery
{
    internal SqlQuery(string text, string? parameter, IReadOnlyList<SqlResultColumn> columns) =>
        (Text, Parameter, Columns) = (text, parameter, columns);

    /// <summary>
    /// The SQL, without a semicolon at its end, with line feeds on every platform. It is the same for the same profile and mapping.
    /// </summary>
    public string Text { get; }

    /// <summary>
    /// How the query spells its one parameter, the time of the score (<c>$1</c>, <c>@as_of</c> …); <see langword="null"/> where it has none: the
    /// profile lets nothing fade, or <see cref="SqlSourceBuilder.AsOf(SqlExpression)"/> says the time.
    /// </summary>
    public string? Parameter { get; }

    /// <summary>The columns of the result, in order.</summary>
    public IReadOnlyList<SqlResultColumn> Columns { get; }

    /// <summary>The SQL.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
