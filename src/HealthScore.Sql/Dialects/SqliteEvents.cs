using System.Globalization;

namespace HealthScoring.Sql.Dialects;

/// <param name="ticks">Reads the text of a time as ticks since 1970, which is what a moment is.</param>
internal sealed class SqliteEvents(Func<string, string> ticks) : EventSpelling
{
    public override string RowsClosing => "\nLIMIT -1";

    public override string ClockClosing => " LIMIT 1";

    // Events are many, so the usual form is read first: a time with a fraction and without a zone.
    public override string Moment(string time)
    {
        string digit = "[0-9]", two = digit + digit;
        return $"CASE WHEN {time} GLOB '{two}{two}-{two}-{two}[ T]{two}:{two}:{two}.*' AND length({time}) BETWEEN 21 AND 27"
            + $" AND substr({time}, 21) NOT GLOB '*[^0-9]*' THEN CAST(strftime('%s', substr({time}, 1, 19)) AS INTEGER) * 10000000"
            + $" + CAST(substr(substr({time}, 21) || '000000', 1, 7) AS INTEGER) ELSE {ticks(time)} END";
    }

    public override string Before(string moment, long days) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment} - {days * TimeSpan.TicksPerDay}");

    public override string Midnight(string moment) => Spelling.WholeDays(moment, TimeSpan.TicksPerDay);

    public override string Ticks(string from, string to) => $"{to} - {from}";

    // A function's result has the collation that compares bytes, whichever the column has.
    public override string Exact(string text) => text;
}
