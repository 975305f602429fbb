namespace HealthScoring.Sql.Dialects;

internal sealed class ClickHouseDialect() : SqlDialect("ClickHouse")
{
    internal override string Double => "Nullable(Float64)";

    internal override string Whole => "Nullable(Int64)";

    internal override string Text => "Nullable(String)";

    internal override bool ConcatByFunction => true;

    internal override int MostArguments => 2;

    internal override bool Nested => true;

    internal override string Parameter => "{as_of:DateTime64(6, 'UTC')}";

    internal override string Now => "now64(6, 'UTC')";

    // Its parser refuses subnormal numbers, which it computes with as well as with any: each is a whole number of 2^-1074.
    internal override string Number(double value)
    {
        if (!double.IsSubnormal(value))
            return base.Number(value);
        string half = Spelling.Shortest(1 / Spelling.HalfWayUp);
        return $"({Spelling.Shortest(value * Spelling.HalfWayUp * Spelling.HalfWayUp)} * {half} * {half})";
    }

    internal override string Quote(string name) => Spelling.Backslashed(name, "\\`", '`');

    internal override string Literal(string text) => Spelling.Backslashed(text, "\\'");

    // Its first versions have no windows.
    internal override string? ValueAtMost(string value, string by) => $"argMax({value}, {by})";

    internal override string Ticks(string observed, string asOf) =>
        $"(toUnixTimestamp64Micro({asOf}) - toUnixTimestamp64Micro({observed})) * 10";

    internal override string Time(DateTime time) => $"toDateTime64('{Spelling.Microseconds(time)}', 6, 'UTC')";

    // Beside a number the text would be read as one, and 7 is not "007".
    internal override string TextEquals(string value, string literal) => $"toString({value}) = {literal}";
}
