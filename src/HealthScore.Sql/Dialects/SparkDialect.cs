namespace HealthScoring.Sql.Dialects;

internal sealed class SparkDialect() : SqlDialect("Spark")
{
    internal override string Text => "STRING";

    internal override int LongestName => 255;

    internal override string Variable => "${";

    internal override string Parameter => ":as_of";

    internal override string TimeType => "TIMESTAMP";

    internal override string Number(double value) => Spelling.Parenthesized(Spelling.Shortest(value) + "D", value);

    internal override string Quote(string name) => Spelling.Doubled(name, '`');

    // A dollar sign and a brace start a variable, also within a text.
    internal override string Literal(string text) => Spelling.Backslashed(text, "\\'").Replace("$", "\\u0024", StringComparison.Ordinal);

    internal override string Ticks(string observed, string asOf) => $"(unix_micros({asOf}) - unix_micros({observed})) * 10";

    internal override string Time(DateTime time) => $"TIMESTAMP '{Spelling.Microseconds(time)} UTC'";

    // Beside a number the text would be read as one, and 7 is not "007".
    internal override string TextEquals(string value, string literal) => $"CAST(CAST({value} AS STRING) AS BINARY) = CAST({literal} AS BINARY)";
}
