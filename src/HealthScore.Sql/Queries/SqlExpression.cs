using System.Diagnostics.CodeAnalysis;

namespace HealthScoring.Sql;

/// <summary>Where a value comes from: a column, or SQL of your own.</summary>
/// <remarks>A text converts to the column of that name.</remarks>
public sealed class SqlExpression
{
    private SqlExpression(string text, bool isColumn) => (Source, IsColumn) = (text, isColumn);

    internal string Source { get; }

    internal bool IsColumn { get; }

    /// <summary>
    /// The value of a column. Its name is quoted, so it can be anything the database allows, and is case-sensitive where quoted names are.
    /// </summary>
    /// <param name="name">The column's name, without quotes.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public static SqlExpression Column(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, isColumn: true);
    }

    /// <summary>
    /// An expression in the database's own SQL, as in <c>CURRENT_DATE - due_on</c>. It is part of the query as it is: never put a user's text in
    /// it.
    /// </summary>
    /// <param name="sql">The expression.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sql"/> is <see langword="null"/>.</exception>
    public static SqlExpression Raw(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return new(sql, isColumn: false);
    }

    /// <summary>The value of a column; as <see cref="Column"/>.</summary>
    /// <param name="column">The column's name; <see langword="null"/> for no expression.</param>
    [return: NotNullIfNotNull(nameof(column))]
    public static implicit operator SqlExpression?(string? column) => column is null ? null : Column(column);

    /// <summary>The column's name, or the SQL.</summary>
    /// <returns>The text it was made from.</returns>
    public override string ToString() => Source;
}
