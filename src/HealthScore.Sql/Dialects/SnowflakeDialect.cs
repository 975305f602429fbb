namespace HealthScoring.Sql.Dialects;

internal sealed class SnowflakeDialect() : SqlDialect("Snowflake")
{
    internal override string Whole => "NUMBER(38, 0)";

    internal override string Text => "VARCHAR";

    internal override int LongestName => 255;

    internal override bool HasSubnormals => false;

    internal override string TimeType => "TIMESTAMP_NTZ";

    internal override string Now => "SYSDATE()";

    // A number with an exponent is a fixed-point one here, and would lose its last digits.
    internal override string Number(double value) => $"CAST('{Spelling.Shortest(value)}' AS DOUBLE)";

    internal override string Literal(string text) => Spelling.Backslashed(text, "''");

    internal override string Ticks(string observed, string asOf) =>
        $"(DATE_PART(epoch_microsecond, {asOf}) - DATE_PART(epoch_microsecond, {observed})) * 10";

    internal override string Time(DateTime time) => $"CAST('{Spelling.Microseconds(time)}' AS TIMESTAMP_NTZ)";

    // Beside a number the text would be read as one, and 7 is not "007".
    internal override string TextEquals(string value, string literal) =>
        $"TO_BINARY(CAST({value} AS VARCHAR), 'UTF-8') = TO_BINARY({literal}, 'UTF-8')";
}
