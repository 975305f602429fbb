using System.Globalization;

namespace HealthScoring.Sql.Dialects;

/// <param name="ticks">Reads the text of a time as ticks since 1970, which is what a moment is.</param>
internal sealed class SqliteEvents(Func<string, string> ticks) : EventSpelling
{
    public override string RowsClosing => "\nLIMIT -1";

    public override string ClockClosing => " LIMIT 1";

    public override string Moment(string time) => ticks(time);

    public override string Before(string moment, long days) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment} - {days * TimeSpan.TicksPerDay}");

    public override string Midnight(string moment) => Spelling.WholeDays(moment, TimeSpan.TicksPerDay);

    public override string Ticks(string from, string to) => $"{to} - {from}";

    // A function's result has the collation that compares bytes, whichever the column has.
    public override string Exact(string text) => text;
}
