using System.Text;

namespace HealthScoring.Sql.Dialects;

internal sealed class PostgreSqlDialect() : SqlDialect("PostgreSQL")
{
    internal override string Double => "double precision";

    internal override bool LeastSkipsNull => true;

    internal override int LongestName => 63;

    internal override int MostColumns => 1600;

    internal override bool RaisesOnUnderflow => true;

    // A query with a WITH of its own is not merged into the one around it, and yet a condition from outside reaches its table.
    internal override string StageOpening => "(WITH hs_fence AS (SELECT 1)";

    internal override string Parameter => "$1";

    internal override string TimeType => "timestamptz";

    internal override EventSpelling Events { get; } = new PostgreSqlEvents();

    // Without the cast a number is a decimal one here, which a sum of constants would stay.
    internal override string Number(double value) =>
        Spelling.Parenthesized($"{Spelling.Shortest(value).Replace("e0", "", StringComparison.Ordinal)}::float8", value);

    internal override string Literal(string text) => text.Contains('\\') ? "E" + Spelling.Backslashed(text, "''") : base.Literal(text);

    // Else a condition on the score would be carried into every stage, each time with a column's whole expression in the place of its name.
    internal override string Result(string value) => $"CASE WHEN clock_timestamp() IS NOT NULL THEN {value} END";

    internal override IReadOnlyList<string> SystemColumns { get; } = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

    internal override string TextEquals(string value, string literal) => $"CAST({value} AS text) COLLATE \"C\" = {literal}";

    // A number out of the range of doubles is an error here, so its decimal form is asked first.
    internal override string NumberIn(string text)
    {
        string trimmed = $"btrim(CAST({text} AS text))", exact = $"CAST({trimmed} AS numeric)";
        return $"CASE WHEN {trimmed} ~ '{Spelling.NumberPattern}' AND length({trimmed}) <= {Spelling.LongestNumber} THEN"
            + $" CASE WHEN abs({exact}) >= {Spelling.LeastOverflow} THEN NULL WHEN abs({exact}) <= {Spelling.MostUnderflow} THEN 0"
            + $" ELSE CAST({trimmed} AS float8) END END";
    }

    internal override int NameLength(string name) => Encoding.UTF8.GetByteCount(name);

    internal override string Ticks(string observed, string asOf) =>
        $"CASE WHEN isfinite({observed}) THEN EXTRACT(epoch FROM ({asOf}) - {observed}) * 10000000 END";

    internal override string Time(DateTime time) => $"TIMESTAMPTZ '{Spelling.Microseconds(time)}+00'";
}
