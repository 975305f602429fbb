using System.Diagnostics.CodeAnalysis;
using HealthScoring.Sql.Expressions;

namespace HealthScoring.Sql;

/// <summary>Where a value comes from: a column, SQL of your own, or a starter metric (<see cref="SqlStarters"/>).</summary>
/// <remarks>A text converts to the column of that name.</remarks>
public sealed class SqlExpression
{
    private readonly string _text;

    internal SqlExpression(ExpressionForm form, string text, SqlExpression? ageInDays = null) => (Form, _text, AgeInDays) = (form, text, ageInDays);

    internal ExpressionForm Form { get; }

    /// <summary>How old its value is, where it knows.</summary>
    internal SqlExpression? AgeInDays { get; }

    /// <summary>
    /// The value of a column. Its name is quoted, so it can be anything the database allows, and is case-sensitive where quoted names are.
    /// </summary>
    /// <param name="name">The column's name, without quotes.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public static SqlExpression Column(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(new ColumnForm(name), name);
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
        return new(new RawForm(sql), sql);
    }

    /// <summary>
    /// The number that a column of texts spells, in decimal digits with an optional sign, decimal point and exponent of at most three digits, as in
    /// <c>-1.5e3</c>; spaces around it do not count. NULL for any other text, such as <c>n/a</c> or <c>1,000</c>, which otherwise stops a query or
    /// becomes a number. For PostgreSQL, DuckDB, SQLite and MySQL.
    /// </summary>
    /// <param name="column">The column's name, without quotes.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="column"/> is <see langword="null"/>.</exception>
    public static SqlExpression NumberOrMissing(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new(new NumberForm(column), column);
    }

    /// <summary>The value of a column; as <see cref="Column"/>.</summary>
    /// <param name="column">The column's name; <see langword="null"/> for no expression.</param>
    [return: NotNullIfNotNull(nameof(column))]
    public static implicit operator SqlExpression?(string? column) => column is null ? null : Column(column);

    /// <summary>What it was made from.</summary>
    /// <returns>The column's name, the SQL, or what the starter measures.</returns>
    public override string ToString() => _text;
}
