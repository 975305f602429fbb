using System.Text;

namespace HealthScoring.Sql.Dialects;

internal sealed class MySqlDialect() : SqlDialect("MySQL")
{
    internal override string Whole => "SIGNED";

    internal override string Text => "CHAR(400)";

    internal override bool ConcatByFunction => true;

    internal override int LongestName => 64;

    internal override int MostColumns => 4000;

    // Deeper sums overrun the stack of its threads.
    internal override int MostTerms => 450;

    // A stage with a limit is not merged into the next one.
    internal override string StageClosing => "LIMIT 9223372036854775807";

    internal override string Parameter => "@as_of";

    internal override string TimeType => "DATETIME(6)";

    internal override EventSpelling Events { get; } = new MySqlEvents();

    internal override string Now => "UTC_TIMESTAMP(6)";

    internal override string Quote(string name) => Spelling.Doubled(name, '`');

    internal override string Literal(string text) => text.Contains('\\') || text.Any(character => character is < ' ' or > '~')
        ? $"CONVERT(0x{Convert.ToHexString(Encoding.UTF8.GetBytes(text))} USING utf8mb4)" : base.Literal(text);

    internal override string TextEquals(string value, string literal) =>
        $"CAST(CONVERT({value} USING utf8mb4) AS BINARY) = CAST({literal} AS BINARY)";

    internal override string NumberIn(string text)
    {
        string trimmed = $"TRIM(CONVERT({text} USING utf8mb4))";
        // The end of a pattern is also before the end of a line, and what is beyond the greatest number becomes that.
        return $"CASE WHEN {trimmed} REGEXP '{Spelling.NumberPattern}' AND RIGHT({trimmed}, 1) REGEXP '[0-9.]'"
            + $" AND CHAR_LENGTH({trimmed}) <= {Spelling.LongestNumber}"
            + $" THEN nullif(nullif(CAST({trimmed} AS DOUBLE), {Number(double.MaxValue)}), {Number(double.MinValue)}) END";
    }

    internal override int NameLength(string name) => name.EnumerateRunes().Count();

    internal override string Ticks(string observed, string asOf) => $"TIMESTAMPDIFF(MICROSECOND, {observed}, {asOf}) * 10";

    internal override string Time(DateTime time) => $"TIMESTAMP '{Spelling.Microseconds(time)}'";
}
