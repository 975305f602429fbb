using HealthScoring.Sql.Dialects;

namespace HealthScoring.Sql;

/// <summary>
/// How one database spells what a profile needs. The documentation's page on SQL says for each which version ran the generated text, or only
/// parsed it.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class SqlDialect
{
    private SqlDialect(Dialect spelling) => Spelling = spelling;

    /// <summary>PostgreSQL 14 or later. Observed times are <c>timestamptz</c>; the time of the score is <c>$1</c>.</summary>
    public static SqlDialect PostgreSql { get; } = new(Dialect.PostgreSql);

    /// <summary>DuckDB 1.0 or later. Observed times are <c>TIMESTAMP</c>, in UTC; the time of the score is <c>$as_of</c>.</summary>
    public static SqlDialect DuckDb { get; } = new(Dialect.DuckDb);

    /// <summary>
    /// SQLite 3.35 or later. Observed times are text as in <c>2026-03-01 12:30:00.1234567</c>, in UTC or with an offset; the time of the score is
    /// <c>@as_of</c>, of the same form. What is not stored as a number is missing.
    /// </summary>
    public static SqlDialect Sqlite { get; } = new(Dialect.Sqlite);

    /// <summary>
    /// MySQL 8.0.17 or later and MariaDB 10.5 or later. Observed times are <c>DATETIME(6)</c>, in UTC; the time of the score is <c>@as_of</c>.
    /// </summary>
    public static SqlDialect MySql { get; } = new(Dialect.MySql);

    /// <summary>
    /// ClickHouse 18.16 or later; views need a later one, as that of 18.16 loses track of names in them. Observed times are <c>DateTime64(6, 'UTC')</c> (which needs 20.4 or later); the time of the score is
    /// <c>{as_of:DateTime64(6, 'UTC')}</c>.
    /// </summary>
    public static SqlDialect ClickHouse { get; } = new(Dialect.ClickHouse);

    /// <summary>
    /// SQL Server 2022 or later, and Azure SQL. Observed times are <c>datetime2</c>, in UTC, or <c>datetimeoffset</c>; the time of the score is
    /// <c>@as_of</c>, of the same type. It has no subnormal numbers.
    /// </summary>
    public static SqlDialect SqlServer { get; } = new(Dialect.SqlServer);

    /// <summary>
    /// Spark 3.4 or later, and Databricks SQL. Observed times are <c>TIMESTAMP</c>; the time of the score is <c>:as_of</c>.
    /// </summary>
    public static SqlDialect Spark { get; } = new(Dialect.Spark);

    /// <summary>
    /// Snowflake. Observed times are <c>TIMESTAMP_NTZ</c>, in UTC, or <c>TIMESTAMP_TZ</c>, to the microsecond; the time of the score is <c>?</c>, in
    /// UTC. Numbers nearer to 0 than 2.2e-308 are refused, since no document says that its parser reads them exactly. Names are quoted, so they are case-sensitive: a table created without quotes has a name in capitals.
    /// </summary>
    public static SqlDialect Snowflake { get; } = new(Dialect.Snowflake);

    /// <summary>BigQuery (GoogleSQL). Observed times are <c>TIMESTAMP</c>; the time of the score is <c>@as_of</c>.</summary>
    public static SqlDialect BigQuery { get; } = new(Dialect.BigQuery);

    /// <summary>
    /// Trino. Observed times are <c>timestamp(3)</c>, in UTC: ages are exact to the millisecond. The time of the score is <c>?</c>, of the same
    /// type.
    /// </summary>
    public static SqlDialect Trino { get; } = new(Dialect.Trino);

    /// <summary>All dialects, in the order of the documentation.</summary>
    public static IReadOnlyList<SqlDialect> All { get; } =
        [PostgreSql, DuckDb, Sqlite, MySql, ClickHouse, SqlServer, Spark, Snowflake, BigQuery, Trino];

    /// <summary>The database's name, as in <c>PostgreSQL</c>.</summary>
    public string Name => Spelling.Name;

    internal Dialect Spelling { get; }

    /// <summary>The database's name.</summary>
    /// <returns>As in <c>PostgreSQL</c>.</returns>
    public override string ToString() => Name;
}
