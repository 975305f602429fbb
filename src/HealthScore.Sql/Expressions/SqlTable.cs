using System.Diagnostics.CodeAnalysis;
using HealthScoring.Sql.Expressions;

namespace HealthScoring.Sql;

/// <summary>Where rows about customers are, such as the events of their users: a table or view, or a query of your own.</summary>
/// <remarks>A text converts to the table of that name.</remarks>
public sealed class SqlTable
{
    private readonly string[] _path;
    private readonly string? _query;

    private SqlTable(string[] path, string? query) => (_path, _query) = (path, query);

    /// <summary>Every text of the user in it.</summary>
    internal IEnumerable<string> Texts => _query is null ? _path : [_query];

    /// <summary>A table or view.</summary>
    /// <param name="path">
    /// Its name, with those of its schema and catalog before it where needed: <c>Named("crm", "usage_events")</c>. Each is quoted.
    /// </param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    public static SqlTable Named(params string[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new([.. path.Select(name => name ?? "")], query: null);
    }

    /// <summary>The rows of a query of your own.</summary>
    /// <param name="select">The query, in the database's own SQL, without a semicolon. It is used as it is: never put a user's text in it.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="select"/> is <see langword="null"/>.</exception>
    public static SqlTable Query(string select)
    {
        ArgumentNullException.ThrowIfNull(select);
        return new([], select);
    }

    /// <summary>The table of a name; as <see cref="Named"/>.</summary>
    /// <param name="name">The table's name; <see langword="null"/> for no table.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator SqlTable?(string? name) => name is null ? null : Named(name);

    /// <summary>The table's name, with those before it, or the query.</summary>
    /// <returns>As in <c>crm.usage_events</c>.</returns>
    public override string ToString() => _query ?? string.Join('.', _path);

    internal void Check(string what, MappingErrors errors)
    {
        if (_query is null)
            errors.CheckPath(what, _path);
        else
            errors.CheckQuery(what, _query);
    }

    /// <summary>As it stands after FROM.</summary>
    internal string Write(SqlDialect dialect) => _query is null ? string.Join('.', _path.Select(dialect.Quote)) : $"(\n{_query}\n)";
}
