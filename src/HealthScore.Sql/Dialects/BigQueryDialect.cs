namespace HealthScoring.Sql.Dialects;

internal sealed class BigQueryDialect() : SqlDialect("BigQuery")
{
    internal override string Double => "FLOAT64";

    internal override string Whole => "INT64";

    internal override string Text => "STRING";

    internal override int LongestName => 300;

    internal override string Parameter => "@as_of";

    internal override string TimeType => "TIMESTAMP";

    internal override string Now => "CURRENT_TIMESTAMP()";

    internal override string Quote(string name) => Spelling.Backslashed(name, "\\`", '`');

    // A line cannot end within a text.
    internal override string Literal(string text) => Spelling.Backslashed(text, "\\'")
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    internal override string TextEquals(string value, string literal) => $"CAST(CAST({value} AS STRING) AS BYTES) = CAST({literal} AS BYTES)";

    internal override string Ticks(string observed, string asOf) => $"TIMESTAMP_DIFF({asOf}, {observed}, MICROSECOND) * 10";

    internal override string Time(DateTime time) => $"TIMESTAMP '{Spelling.Microseconds(time)}+00'";
}
