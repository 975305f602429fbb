using System.Globalization;
using System.Text;

namespace HealthScoring.Sql.Dialects;

/// <summary>How one database spells what a profile needs: a word, a sign or a limit each, and nothing that a profile could be said with otherwise.</summary>
internal sealed class Dialect
{
    // A power of two that takes any subnormal number to a normal one when applied twice: 2^1074 itself is no double.
    public const double HalfWayUp = 4.4989137945431964e161;

    private const string IsoTime = "yyyy-MM-dd HH:mm:ss.ffffff";

    private Dialect(string name) => Name = name;

    public static Dialect PostgreSql { get; } = new("PostgreSQL")
    {
        // Without the cast a number is a decimal one here, which a sum of constants would stay.
        Number = value => Parenthesized($"{Shortest(value).Replace("e0", "", StringComparison.Ordinal)}::float8", value),
        Double = "double precision",
        Literal = text => text.Contains('\\') ? "E" + Backslashed(text, "''") : Doubled(text, '\''),
        LongestName = 63,
        NameLength = Encoding.UTF8.GetByteCount,
        MostColumns = 1600,
        RaisesOnUnderflow = true,
        // A query with a WITH of its own is not merged into the one around it, and yet a condition from outside reaches its table.
        StageOpening = "(WITH hs_fence AS (SELECT 1)",
        // Else a condition on the score would be carried into every stage, each time with a column's whole expression in the place of its name.
        Result = value => $"CASE WHEN clock_timestamp() IS NOT NULL THEN {value} END",
        Ticks = (observed, asOf) =>
            $"CASE WHEN isfinite({observed}) THEN EXTRACT(epoch FROM ({asOf}) - {observed}) * 10000000 END",
        Parameter = "$1",
        TimeType = "timestamptz",
        Time = time => $"TIMESTAMPTZ '{time.ToString(IsoTime, CultureInfo.InvariantCulture)}+00'",
        TextEquals = (value, literal) => $"CAST({value} AS text) COLLATE \"C\" = {literal}",
    };

    public static Dialect DuckDb { get; } = new("DuckDB")
    {
        StageOpening = "NOT MATERIALIZED (",
        // Else the rows with the ten lowest scores would be planned by writing every expression out in the place of its name.
        Result = value => $"CASE WHEN random() >= 0 THEN {value} END",
        // As doubles, which no far time overflows.
        Ticks = (observed, asOf) => $"(CAST(epoch_us({asOf}) AS DOUBLE) - CAST(epoch_us({observed}) AS DOUBLE)) * 10",
        Parameter = "$as_of",
        TimeType = "TIMESTAMP",
        TextEquals = (value, literal) => $"encode({value}) = encode({literal})",
        Time = time => $"TIMESTAMP '{time.ToString(IsoTime, CultureInfo.InvariantCulture)}'",
    };

    public static Dialect Sqlite { get; } = new("SQLite")
    {
        Double = "REAL",
        Least = "min",
        Greatest = "max",
        MostArguments = 100,
        MostColumns = 2000,
        // Of two queries with a limit neither is merged into the other.
        StageClosing = "LIMIT -1",
        Convert = value => $"CASE WHEN typeof({value}) IN ('integer', 'real') THEN CAST({value} AS REAL) END",
        Ticks = (observed, asOf) => $"({SqliteTicks(asOf)}) - ({SqliteTicks(observed)})",
        Parameter = "@as_of",
        Now = "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        Time = time => $"'{time.ToString(IsoTime, CultureInfo.InvariantCulture)}'",
        TextEquals = (value, literal) => $"{value} = {literal} COLLATE BINARY",
    };

    public static Dialect MySql { get; } = new("MySQL")
    {
        Quote = name => Doubled(name, '`'),
        Literal = text => text.Contains('\\') || text.Any(character => character is < ' ' or > '~')
            ? $"CONVERT(0x{System.Convert.ToHexString(Encoding.UTF8.GetBytes(text))} USING utf8mb4)" : Doubled(text, '\''),
        Double = "DOUBLE",
        Text = "CHAR(400)",
        ConcatByFunction = true,
        LongestName = 64,
        NameLength = name => name.EnumerateRunes().Count(),
        MostColumns = 4000,
        // A stage with a limit is not merged into the next one.
        StageClosing = "LIMIT 9223372036854775807",
        // Deeper sums overrun the stack of its threads.
        MostTerms = 450,
        Ticks = (observed, asOf) => $"TIMESTAMPDIFF(MICROSECOND, {observed}, {asOf}) * 10",
        Parameter = "@as_of",
        TimeType = "DATETIME(6)",
        Now = "UTC_TIMESTAMP(6)",
        Time = time => $"TIMESTAMP '{time.ToString(IsoTime, CultureInfo.InvariantCulture)}'",
        TextEquals = (value, literal) => $"CAST(CONVERT({value} USING utf8mb4) AS BINARY) = CAST({literal} AS BINARY)",
    };

    public static Dialect ClickHouse { get; } = new("ClickHouse")
    {
        // Its parser refuses subnormal numbers, which it computes with as well as with any: each is a whole number of 2^-1074.
        Number = value => double.IsSubnormal(value)
            ? $"({Shortest(value * HalfWayUp * HalfWayUp)} * {Shortest(1 / HalfWayUp)} * {Shortest(1 / HalfWayUp)})"
            : Parenthesized(Shortest(value), value),
        Quote = name => Backslashed(name, "\\`", '`'),
        Literal = text => Backslashed(text, "\\'"),
        Double = "Nullable(Float64)",
        Text = "Nullable(String)",
        ConcatByFunction = true,
        MostArguments = 2,
        Nested = true,
        Ticks = (observed, asOf) => $"(toUnixTimestamp64Micro({asOf}) - toUnixTimestamp64Micro({observed})) * 10",
        Parameter = "{as_of:DateTime64(6, 'UTC')}",
        Now = "now64(6, 'UTC')",
        Time = time => $"toDateTime64('{time.ToString(IsoTime, CultureInfo.InvariantCulture)}', 6, 'UTC')",
    };

    public static Dialect SqlServer { get; } = new("SQL Server")
    {
        Quote = name => "[" + name.Replace("]", "]]", StringComparison.Ordinal) + "]",
        Literal = text => "N" + Doubled(text, '\''),
        Double = "float(53)",
        Text = "nvarchar(400)",
        ConcatByFunction = true,
        // Without it a joined text is cut at 4,000 characters.
        ConcatStart = "CAST(N'' AS nvarchar(max))",
        ViewProblem = path => path.Count > 2 ? "has more than a schema before it; connect to its database and name schema and view"
            : path is [.., ['#', ..]] ? "starts with '#', as only temporary tables do; use another name" : null,
        LongestName = 128,
        MostColumns = 1024,
        HasSubnormals = false,
        StageSelect = "SELECT TOP (9223372036854775807)",
        // Counted in nanoseconds alone, a time of the year 9999 would be an error for every customer.
        Ticks = (observed, asOf) => $"DATEDIFF_BIG(second, {observed}, {asOf}) * 10000000"
            + $" + (DATEPART(nanosecond, {asOf}) - DATEPART(nanosecond, {observed})) / 100",
        Parameter = "@as_of",
        Now = "SYSUTCDATETIME()",
        Time = time => $"CAST('{time.ToString(IsoTime, CultureInfo.InvariantCulture)}' AS datetime2(7))",
        // Comparing pads the shorter text with spaces, so that both get an end that is none.
        TextEquals = (value, literal) =>
            $"concat({value}, N'.') COLLATE Latin1_General_100_BIN2 = concat({literal}, N'.') COLLATE Latin1_General_100_BIN2",
    };

    public static Dialect Spark { get; } = new("Spark")
    {
        Number = value => Parenthesized(Shortest(value) + "D", value),
        Quote = name => Doubled(name, '`'),
        // A dollar sign and a brace start a variable, also within a text.
        Literal = text => Backslashed(text, "\\'").Replace("$", "\\u0024", StringComparison.Ordinal),
        Double = "DOUBLE",
        Text = "STRING",
        LongestName = 255,
        Variable = "${",
        Ticks = (observed, asOf) => $"(unix_micros({asOf}) - unix_micros({observed})) * 10",
        Parameter = ":as_of",
        TimeType = "TIMESTAMP",
        Time = time => $"TIMESTAMP '{time.ToString(IsoTime, CultureInfo.InvariantCulture)} UTC'",
    };

    public static Dialect Snowflake { get; } = new("Snowflake")
    {
        // A number with an exponent is a fixed-point one here, and would lose its last digits.
        Number = value => $"CAST('{Shortest(value)}' AS DOUBLE)",
        Literal = text => Backslashed(text, "''"),
        Double = "DOUBLE",
        Text = "VARCHAR",
        LongestName = 255,
        HasSubnormals = false,
        Ticks = (observed, asOf) => $"(DATE_PART(epoch_microsecond, {asOf}) - DATE_PART(epoch_microsecond, {observed})) * 10",
        TimeType = "TIMESTAMP_NTZ",
        Now = "SYSDATE()",
        Time = time => $"CAST('{time.ToString(IsoTime, CultureInfo.InvariantCulture)}' AS TIMESTAMP_NTZ)",
    };

    public static Dialect BigQuery { get; } = new("BigQuery")
    {
        Quote = name => Backslashed(name, "\\`", '`'),
        Literal = text => Backslashed(text, "\\'"),
        Double = "FLOAT64",
        Text = "STRING",
        LongestName = 300,
        Ticks = (observed, asOf) => $"TIMESTAMP_DIFF({asOf}, {observed}, MICROSECOND) * 10",
        Parameter = "@as_of",
        TimeType = "TIMESTAMP",
        Now = "CURRENT_TIMESTAMP()",
        Time = time => $"TIMESTAMP '{time.ToString(IsoTime, CultureInfo.InvariantCulture)}+00'",
    };

    public static Dialect Trino { get; } = new("Trino")
    {
        Text = "varchar",
        FinestTicks = TimeSpan.TicksPerMillisecond,
        Ticks = (observed, asOf) => $"date_diff('millisecond', {observed}, {asOf}) * 10000",
        TimeType = "timestamp(3)",
        Now = "CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp(3))",
        Time = time => $"TIMESTAMP '{time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}'",
    };

    /// <summary>The database's name, as in <c>PostgreSQL</c>.</summary>
    public string Name { get; }

    /// <summary>A number that reads back as the same double.</summary>
    public Func<double, string> Number { get; private init; } = value => Parenthesized(Shortest(value), value);

    /// <summary>A name that is just a name.</summary>
    public Func<string, string> Quote { get; private init; } = name => Doubled(name, '"');

    /// <summary>A text that nothing in it can end.</summary>
    public Func<string, string> Literal { get; private init; } = text => Doubled(text, '\'');

    /// <summary>The type of an IEEE double.</summary>
    public string Double { get; private init; } = "DOUBLE";

    /// <summary>The type of a text, for a cast.</summary>
    public string Text { get; private init; } = "text";

    public string Least { get; private init; } = "least";

    public string Greatest { get; private init; } = "greatest";

    /// <summary>How many arguments a function may have.</summary>
    public int MostArguments { get; private init; } = 50;

    /// <summary>Whether texts are joined by a function, where the usual sign means something else.</summary>
    public bool ConcatByFunction { get; private init; }

    /// <summary>What a joined text starts with; <see langword="null"/> for nothing.</summary>
    public string? ConcatStart { get; private init; }

    /// <summary>What starts a variable wherever it stands, so that no name can hold it; <see langword="null"/> where nothing does.</summary>
    public string? Variable { get; private init; }

    /// <summary>What is wrong with the path of a view, beyond its names.</summary>
    public Func<IReadOnlyList<string>, string?> ViewProblem { get; private init; } = _ => null;

    /// <summary>How long a name may be; longer ones are cut by some engines with a notice that nobody sees.</summary>
    public int LongestName { get; private init; } = int.MaxValue;

    public Func<string, int> NameLength { get; private init; } = name => name.Length;

    /// <summary>How many terms may be added up, in a dimension and in the score together: sums are nested, and engines limit how deeply.</summary>
    public int MostTerms { get; private init; } = 900;

    /// <summary>How many columns a query may have.</summary>
    public int MostColumns { get; private init; } = 10_000;

    /// <summary>The shortest time the database can say, in ticks of 100 nanoseconds.</summary>
    public long FinestTicks { get; private init; } = TimeSpan.TicksPerMicrosecond;

    /// <summary>Whether there are numbers nearer to 0 than 2.2e-308.</summary>
    public bool HasSubnormals { get; private init; } = true;

    /// <summary>Whether a product or quotient that rounds to 0 is an error.</summary>
    public bool RaisesOnUnderflow { get; private init; }

    /// <summary>Whether stages stand inside one another, where there is no WITH in every supported version.</summary>
    public bool Nested { get; private init; }

    // Optimisers that merge a stage into the next one would compute a column as often as it is read, and its columns as often again. So stages
    // are fenced where they would be merged, and kept from being stored where they would be.
    public string StageOpening { get; private init; } = "(";

    public string StageSelect { get; private init; } = "SELECT";

    public string? StageClosing { get; private init; }

    /// <summary>A computed result, fenced from conditions outside where those would be merged into the stages.</summary>
    public Func<string, string>? Result { get; private init; }

    /// <summary>A raw value as a double; NaN and infinities still in it.</summary>
    public Func<string, string>? Convert { get; private init; }

    /// <summary>The time from an observation to the time of the score, in ticks of 100 nanoseconds.</summary>
    public Func<string, string, string> Ticks { get; private init; } = (_, _) => "";

    /// <summary>The parameter for the time of the score.</summary>
    public string Parameter { get; private init; } = "?";

    /// <summary>The type of observed times, for a parameter that does not bring its own; <see langword="null"/> where it does.</summary>
    public string? TimeType { get; private init; }

    /// <summary>The time of the score, as the parameter gives it.</summary>
    public string AsOf => TimeType is null ? Parameter : $"CAST({Parameter} AS {TimeType})";

    /// <summary>The time at which a query runs, of the type of the observed times.</summary>
    public string Now { get; private init; } = "CURRENT_TIMESTAMP";

    /// <summary>A time in UTC as a literal.</summary>
    public Func<DateTime, string> Time { get; private init; } = _ => "";

    /// <summary>Whether a text is exactly a literal, whatever the collation.</summary>
    public Func<string, string, string> TextEquals { get; private init; } = (value, literal) => $"{value} = {literal}";

    public override string ToString() => Name;

    // Always with an exponent: without one it would be a decimal number in some engines, with other arithmetic.
    private static string Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E') ? text.Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e') : text + "e0";
    }

    // Two minus signs start a comment.
    private static string Parenthesized(string number, double value) => double.IsNegative(value) ? $"({number})" : number;

    private static string Doubled(string text, char quote) => $"{quote}{text.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}";

    private static string Backslashed(string text, string quote, char around = '\'') =>
        around + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace($"{around}", quote, StringComparison.Ordinal) + around;

    // SQLite's own reader rounds to milliseconds, so whole seconds, fraction and offset are read apart. What has another form is no time.
    private static string SqliteTicks(string time)
    {
        const string Digit = "[0-9]";
        string date = $"{Digit}{Digit}{Digit}{Digit}-{Digit}{Digit}-{Digit}{Digit}", clock = $"{Digit}{Digit}:{Digit}{Digit}";
        string zone = $"CASE WHEN substr({time}, -1) = 'Z' THEN 'Z' WHEN substr({time}, 20) GLOB '*[-+]{clock}' THEN substr({time}, -6) ELSE '' END";
        string fraction = $"substr({time}, 20, length({time}) - 19 - length({zone}))";
        return $"CASE WHEN {time} GLOB '{date}' OR (substr({time}, 1, 19) GLOB '{date}[ T]{clock}:{Digit}{Digit}'"
            + $" AND ({fraction} = '' OR ({fraction} GLOB '.{Digit}*' AND {fraction} NOT GLOB '.*[^0-9]*' AND length({fraction}) <= 8)))"
            + $" THEN CAST(strftime('%s', substr({time}, 1, 19) || {zone}) AS INTEGER) * 10000000"
            + $" + CASE WHEN length({time}) > 20 AND length({fraction}) > 1 THEN CAST(CAST('0' || {fraction} AS REAL) * 10000000 + 0.5 AS INTEGER) ELSE 0 END END";
    }
}
