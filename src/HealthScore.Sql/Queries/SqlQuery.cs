namespace HealthScoring.Sql;

/// <summary>A query in one database's SQL, and what its result holds.</summary>
public sealed class SqlQuery
{
    private readonly Func<string, string>? _withParameter;

    /// <param name="text">The SQL.</param>
    /// <param name="parameter">How it spells its parameter; <see langword="null"/> where it has none.</param>
    /// <param name="columns">The columns of the result.</param>
    /// <param name="withParameter">Writes it with another spelling of the parameter.</param>
    internal SqlQuery(string text, string? parameter, IReadOnlyList<SqlResultColumn> columns, Func<string, string>? withParameter = null)
    {
        (Text, Parameter, Columns) = (text, parameter, columns);
        _withParameter = parameter is null ? null : withParameter;
    }

    /// <summary>
    /// The SQL, without a semicolon at its end, with line feeds on every platform. It is the same for the same profile and mapping.
    /// </summary>
    public string Text { get; }

    /// <summary>
    /// How the query spells its one parameter, the time of the score (<c>$1</c>, <c>@as_of</c> …); <see langword="null"/> where it has none: nothing
    /// fades and there are no <see cref="SqlStarters"/>, or <see cref="SqlSourceBuilder.AsOf(SqlExpression)"/> says the time.
    /// </summary>
    public string? Parameter { get; }

    /// <summary>The columns of the result, in order.</summary>
    public IReadOnlyList<SqlResultColumn> Columns { get; }

    /// <summary>
    /// The SQL for Entity Framework Core's <c>SqlQueryRaw</c> and <c>FromSqlRaw</c>, which format their text: the time of the score is <c>{0}</c>,
    /// and every other brace is doubled. On SQL Server LINQ cannot go on from it: it begins with <c>WITH</c>, which SQL Server does not take inside
    /// another query.
    /// </summary>
    /// <returns>The text; the time is its one argument where <see cref="Parameter"/> is not <see langword="null"/>.</returns>
    public string ForEntityFramework()
    {
        // A word that the text does not hold tells the parameter from what only looks like it, such as a name.
        string word = "as_of";
        while (Text.Contains(word, StringComparison.Ordinal))
            word += "_";
        string text = _withParameter?.Invoke(word) ?? Text;
        return text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            .Replace(word, "{0}", StringComparison.Ordinal);
    }

    /// <summary>The SQL.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
