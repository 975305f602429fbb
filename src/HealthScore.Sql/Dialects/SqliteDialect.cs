namespace HealthScoring.Sql.Dialects;

internal sealed class SqliteDialect() : SqlDialect("SQLite")
{
    internal override string Double => "REAL";

    internal override string Whole => "INTEGER";

    internal override string Least => "min";

    internal override string Greatest => "max";

    internal override int MostArguments => 100;

    internal override int MostColumns => 2000;

    // Of two queries with a limit neither is merged into the other.
    internal override string StageClosing => "LIMIT -1";

    internal override string Parameter => "@as_of";

    internal override EventSpelling Events { get; } = new SqliteEvents(Ticks);

    internal override string Now => "strftime('%Y-%m-%d %H:%M:%f', 'now')";

    internal override string Raw(string value) => $"CASE WHEN typeof({value}) IN ('integer', 'real') THEN CAST({value} AS REAL) END";

    // Only a text that is a number all through becomes one when it is compared with a number; every other is greater than any.
    internal override string NumberIn(string text)
    {
        string trimmed = $"trim({text})";
        return $"CASE WHEN {trimmed} <= CAST(9e999 AS REAL) AND {trimmed} NOT GLOB '*[^-+.0-9eE]*'"
            + $" AND {trimmed} NOT GLOB '*[eE][0-9][0-9][0-9][0-9]*'"
            + $" AND {trimmed} NOT GLOB '*[eE][-+][0-9][0-9][0-9][0-9]*' AND length({trimmed}) <= {Spelling.LongestNumber}"
            + $" THEN CAST({trimmed} AS REAL) END";
    }

    // Beside a number the text would be read as one, and 7 is not "007".
    internal override string TextEquals(string value, string literal) => $"CAST({value} AS TEXT) = {literal} COLLATE BINARY";

    // Its floor is compiled in only on request.
    internal override string NearWhole(string value) => $"CAST({value} AS INTEGER)";

    internal override string Ticks(string observed, string asOf) => $"({Ticks(asOf)}) - ({Ticks(observed)})";

    internal override string Time(DateTime time) => $"'{Spelling.Microseconds(time)}'";

    // Its own reader rounds to milliseconds, so whole seconds, fraction and offset are read apart. What has another form is not a time.
    private static string Ticks(string time)
    {
        const string Digit = "[0-9]";
        string date = $"{Digit}{Digit}{Digit}{Digit}-{Digit}{Digit}-{Digit}{Digit}", clock = $"{Digit}{Digit}:{Digit}{Digit}";
        string zone = $"CASE WHEN substr({time}, -1) = 'Z' THEN 'Z'"
            + $" WHEN substr({time}, 20) GLOB '*[-+]{clock}' THEN substr({time}, -6) ELSE '' END";
        string fraction = $"substr({time}, 20, length({time}) - 19 - length({zone}))";
        return $"CASE WHEN {time} GLOB '{date}' OR (substr({time}, 1, 19) GLOB '{date}[ T]{clock}:{Digit}{Digit}'"
            + $" AND ({fraction} = '' OR ({fraction} GLOB '.{Digit}*' AND {fraction} NOT GLOB '.*[^0-9]*' AND length({fraction}) <= 8)))"
            + $" THEN CAST(strftime('%s', substr({time}, 1, 19) || {zone}) AS INTEGER) * 10000000"
            + $" + CASE WHEN length({time}) > 20 AND length({fraction}) > 1"
            + $" THEN CAST(CAST('0' || {fraction} AS REAL) * 10000000 + 0.5 AS INTEGER) ELSE 0 END END";
    }
}
