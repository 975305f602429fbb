namespace HealthScoring.Sql.Dialects;

internal sealed class SqlServerDialect() : SqlDialect("SQL Server")
{
    internal override string Double => "float(53)";

    internal override string Text => "nvarchar(400)";

    internal override bool ConcatByFunction => true;

    // Without it a joined text is cut at 4,000 characters.
    internal override string ConcatStart => "CAST(N'' AS nvarchar(max))";

    internal override int LongestName => 128;

    internal override int MostColumns => 1024;

    internal override bool HasSubnormals => false;

    internal override string StageSelect => "SELECT TOP (9223372036854775807)";

    internal override string Parameter => "@as_of";

    internal override string Now => "SYSUTCDATETIME()";

    internal override string Quote(string name) => "[" + name.Replace("]", "]]", StringComparison.Ordinal) + "]";

    internal override string Literal(string text) => "N" + base.Literal(text);

    // Comparing pads the shorter text with spaces, so that both get an end that is none.
    internal override string TextEquals(string value, string literal) =>
        $"concat({value}, N'.') COLLATE Latin1_General_100_BIN2 = concat({literal}, N'.') COLLATE Latin1_General_100_BIN2";

    internal override (string Problem, string Remedy)? ViewProblem(IReadOnlyList<string> path) => path switch
    {
        { Count: > 2 } => ("has more than a schema before it", "connect to its database and name schema and view"),
        [.., ['#', ..]] => ("starts with '#', as only temporary tables do", "use another name"),
        _ => null,
    };

    // Counted in nanoseconds alone, a time of the year 9999 would be an error for every customer.
    internal override string Ticks(string observed, string asOf) => $"DATEDIFF_BIG(second, {observed}, {asOf}) * 10000000"
        + $" + (DATEPART(nanosecond, {asOf}) - DATEPART(nanosecond, {observed})) / 100";

    internal override string Time(DateTime time) => $"CAST('{Spelling.Microseconds(time)}' AS datetime2(7))";
}
