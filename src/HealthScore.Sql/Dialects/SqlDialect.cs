using HealthScoring.Sql.Dialects;

namespace HealthScoring.Sql;

/// <summary>
/// The SQL of one database. The documentation's page on SQL says for each which version ran the generated text, and for which it was only parsed.
/// </summary>
public abstract class SqlDialect
{
    internal SqlDialect(string name) => Name = name;

    /// <summary>PostgreSQL 14 or later. Observed times are <c>timestamptz</c>; the time of the score is <c>$1</c>.</summary>
    public static SqlDialect PostgreSql { get; } = new PostgreSqlDialect();

    /// <summary>DuckDB 1.0 or later. Observed times are <c>TIMESTAMP</c>, in UTC; the time of the score is <c>$as_of</c>.</summary>
    public static SqlDialect DuckDb { get; } = new DuckDbDialect();

    /// <summary>
    /// SQLite 3.35 or later. Observed times are text as in <c>2026-03-01 12:30:00.1234567</c>, in UTC or with an offset; the time of the score is
    /// <c>@as_of</c>, of the same form. What is not stored as a number is missing.
    /// </summary>
    public static SqlDialect Sqlite { get; } = new SqliteDialect();

    /// <summary>
    /// MySQL 8.0.17 or later and MariaDB 10.5 or later. Observed times are <c>DATETIME(6)</c>, in UTC; the time of the score is <c>@as_of</c>.
    /// </summary>
    public static SqlDialect MySql { get; } = new MySqlDialect();

    /// <summary>
    /// ClickHouse 18.16 or later. Views need a later version: 18.16 loses track of names in them. Observed times are
    /// <c>DateTime64(6, 'UTC')</c> (20.4 or later); the time of the score is <c>{as_of:DateTime64(6, 'UTC')}</c>.
    /// </summary>
    public static SqlDialect ClickHouse { get; } = new ClickHouseDialect();

    /// <summary>
    /// SQL Server 2022 or later, and Azure SQL. Observed times are <c>datetime2</c>, in UTC, or <c>datetimeoffset</c>; the time of the score is
    /// <c>@as_of</c>, of the same type. It has no subnormal numbers.
    /// </summary>
    public static SqlDialect SqlServer { get; } = new SqlServerDialect();

    /// <summary>
    /// Spark 3.4 or later, and Databricks SQL. Observed times are <c>TIMESTAMP</c>; the time of the score is <c>:as_of</c>.
    /// </summary>
    public static SqlDialect Spark { get; } = new SparkDialect();

    /// <summary>
    /// Snowflake. Observed times are <c>TIMESTAMP_NTZ</c>, in UTC, or <c>TIMESTAMP_TZ</c>, to the microsecond; the time of the score is <c>?</c>, in
    /// UTC. Numbers nearer to 0 than 2.2e-308 are refused, since no document says that its parser reads them exactly. Names are quoted, and
    /// therefore case-sensitive: a table created without quotes has a name in capitals.
    /// </summary>
    public static SqlDialect Snowflake { get; } = new SnowflakeDialect();

    /// <summary>BigQuery (GoogleSQL). Observed times are <c>TIMESTAMP</c>; the time of the score is <c>@as_of</c>.</summary>
    public static SqlDialect BigQuery { get; } = new BigQueryDialect();

    /// <summary>
    /// Trino. Observed times are <c>timestamp(3)</c>, in UTC: ages are exact to the millisecond. The time of the score is <c>?</c>, of the same
    /// type.
    /// </summary>
    public static SqlDialect Trino { get; } = new TrinoDialect();

    /// <summary>All dialects, in the order of the documentation.</summary>
    public static IReadOnlyList<SqlDialect> All { get; } =
        [PostgreSql, DuckDb, Sqlite, MySql, ClickHouse, SqlServer, Spark, Snowflake, BigQuery, Trino];

    /// <summary>The database's name, as in <c>PostgreSQL</c>.</summary>
    public string Name { get; }

    /// <summary>The type of an IEEE double.</summary>
    internal virtual string Double => "DOUBLE";

    /// <summary>The type of a whole number of 64 bits, for a cast.</summary>
    internal virtual string Whole => "BIGINT";

    /// <summary>The type of a text, for a cast.</summary>
    internal virtual string Text => "text";

    /// <summary>The function for the least of several numbers.</summary>
    internal virtual string Least => "least";

    /// <summary>The function for the greatest of several numbers.</summary>
    internal virtual string Greatest => "greatest";

    /// <summary>Whether the least and the greatest of several numbers are those of the ones that are not NULL; else they are NULL.</summary>
    internal virtual bool LeastSkipsNull => false;

    /// <summary>How many arguments a function may have.</summary>
    internal virtual int MostArguments => 50;

    /// <summary>Whether texts are joined by a function, where the usual sign means something else.</summary>
    internal virtual bool ConcatByFunction => false;

    /// <summary>What a joined text starts with; <see langword="null"/> for nothing.</summary>
    internal virtual string? ConcatStart => null;

    /// <summary>What starts a variable wherever it stands, so that no name can hold it; <see langword="null"/> where nothing does.</summary>
    internal virtual string? Variable => null;

    /// <summary>How long a name may be; longer ones are cut by some engines with a notice that is easily missed.</summary>
    internal virtual int LongestName => int.MaxValue;

    /// <summary>How many terms may be added up, in a dimension and in the score together: sums are nested, and engines limit how deeply.</summary>
    internal virtual int MostTerms => 900;

    /// <summary>How many columns a query may have.</summary>
    internal virtual int MostColumns => 10_000;

    /// <summary>The shortest time the database can say, in ticks of 100 nanoseconds.</summary>
    internal virtual long FinestTicks => TimeSpan.TicksPerMicrosecond;

    /// <summary>Whether there are numbers nearer to 0 than 2.2e-308.</summary>
    internal virtual bool HasSubnormals => true;

    /// <summary>Whether a product or quotient that rounds to 0 is an error.</summary>
    internal virtual bool RaisesOnUnderflow => false;

    /// <summary>Whether stages stand inside one another, where there is no WITH in every supported version.</summary>
    internal virtual bool Nested => false;

    // Optimisers that merge a stage into the next one would compute a column as often as it is read, and its columns as often again. So stages
    // are fenced where they would be merged, and kept from being stored where they would be.

    /// <summary>What opens a stage in a WITH.</summary>
    internal virtual string StageOpening => "(";

    /// <summary>The first words of a stage in a WITH.</summary>
    internal virtual string StageSelect => "SELECT";

    /// <summary>The last line of a stage in a WITH; <see langword="null"/> for none.</summary>
    internal virtual string? StageClosing => null;

    /// <summary>The parameter for the time of the score.</summary>
    internal virtual string Parameter => "?";

    /// <summary>The type of observed times, for a parameter that does not bring its own; <see langword="null"/> where it does.</summary>
    internal virtual string? TimeType => null;

    /// <summary>The time at which a query runs, of the type of the observed times.</summary>
    internal virtual string Now => "CURRENT_TIMESTAMP";

    /// <summary>How it spells what is counted over rows with a time; <see langword="null"/> where no database of it was asked.</summary>
    internal virtual EventSpelling? Events => null;

    /// <summary>The database's name.</summary>
    /// <returns>As in <c>PostgreSQL</c>.</returns>
    public override string ToString() => Name;

    /// <summary>The names of some dialects, as in <c>PostgreSQL and DuckDB</c>.</summary>
    internal static string Names(Func<SqlDialect, bool> which)
    {
        string[] names = [.. All.Where(which).Select(dialect => dialect.Name)];
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>The time of the score, as a parameter gives it.</summary>
    internal string AsOf(string parameter) => TimeType is null ? parameter : $"CAST({parameter} AS {TimeType})";

    /// <summary>A number that reads back as the same double.</summary>
    internal virtual string Number(double value) => Spelling.Parenthesized(Spelling.Shortest(value), value);

    /// <summary>A name that is just a name.</summary>
    internal virtual string Quote(string name) => Spelling.Doubled(name, '"');

    /// <summary>A text that nothing in it can end.</summary>
    internal virtual string Literal(string text) => Spelling.Doubled(text, '\'');

    /// <summary>A value converted to a double.</summary>
    internal string Cast(string value) => $"CAST({value} AS {Double})";

    /// <summary>The number that a text spells, NULL where it spells none; <see langword="null"/> where no database of it was asked.</summary>
    internal virtual string? NumberIn(string text) => null;

    /// <summary>A raw value as a double; NaN and infinities still in it.</summary>
    internal virtual string Raw(string value) => Cast(value);

    /// <summary>A computed result, fenced from conditions outside where those would be merged into the stages.</summary>
    internal virtual string Result(string value) => value;

    /// <summary>The value of a row of a group where another is greatest; <see langword="null"/> where windows number the rows for it.</summary>
    internal virtual string? ValueAtMost(string value, string by) => null;

    /// <summary>Names that no column of a result may have, because every table has them.</summary>
    internal virtual IReadOnlyList<string> SystemColumns => [];

    /// <summary>Whether a value as a text is exactly a literal, whatever the collation.</summary>
    internal abstract string TextEquals(string value, string literal);

    /// <summary>Whether a number is whole. All from 2^52 on are, and some engines round to a type that does not reach so far.</summary>
    internal string IsWhole(string value) => $"(abs({value}) >= {Number(1L << 52)} OR {value} = {NearWhole(value)})";

    /// <summary>A whole number near a number of less than 2^52: the number itself where it is whole.</summary>
    internal virtual string NearWhole(string value) => $"floor({value})";

    /// <summary>How long a name is, as <see cref="LongestName"/> counts.</summary>
    internal virtual int NameLength(string name) => name.Length;

    /// <summary>What is wrong with the path of a view, beyond its names, and what to do; <see langword="null"/> where nothing is.</summary>
    internal virtual (string Problem, string Remedy)? ViewProblem(IReadOnlyList<string> path) => null;

    /// <summary>The time from an observation to the time of the score, in ticks of 100 nanoseconds.</summary>
    internal abstract string Ticks(string observed, string asOf);

    /// <summary>A time in UTC as a literal.</summary>
    internal abstract string Time(DateTime time);
}
