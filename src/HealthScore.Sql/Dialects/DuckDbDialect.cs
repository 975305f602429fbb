namespace HealthScoring.Sql.Dialects;

internal sealed class DuckDbDialect() : SqlDialect("DuckDB")
{
    internal override bool LeastSkipsNull => true;

    internal override string StageOpening => "NOT MATERIALIZED (";

    internal override string Parameter => "$as_of";

    internal override string TimeType => "TIMESTAMP";

    internal override EventSpelling Events { get; } = new DuckDbEvents();

    // Else the rows with the ten lowest scores would be planned by writing every expression out in the place of its name.
    internal override string Result(string value) => $"CASE WHEN random() >= 0 THEN {value} END";

    internal override string TextEquals(string value, string literal) => $"encode(CAST({value} AS VARCHAR)) = encode({literal})";

    internal override string NumberIn(string text)
    {
        string trimmed = $"trim(CAST({text} AS VARCHAR), ' ')";
        return $"CASE WHEN regexp_full_match({trimmed}, '{Spelling.NumberPattern}') AND length({trimmed}) <= {Spelling.LongestNumber}"
            + $" THEN TRY_CAST({trimmed} AS DOUBLE) END";
    }

    // As doubles, which no far time overflows.
    internal override string Ticks(string observed, string asOf) =>
        $"(CAST(epoch_us({asOf}) AS DOUBLE) - CAST(epoch_us({observed}) AS DOUBLE)) * 10";

    internal override string Time(DateTime time) => $"TIMESTAMP '{Spelling.Microseconds(time)}'";
}
