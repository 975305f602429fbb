using System.Globalization;

namespace HealthScoring.Sql.Dialects;

// A moment is a whole number of microseconds since 1970, also where the column has a time zone.
internal sealed class DuckDbEvents : EventSpelling
{
    private const long MicrosecondsPerDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;

    public override string Moment(string time) => $"epoch_us({time})";

    public override string Before(string moment, long days) => string.Create(CultureInfo.InvariantCulture, $"{moment} - {days * MicrosecondsPerDay}");

    public override string Midnight(string moment) => Spelling.WholeDays(moment, MicrosecondsPerDay);

    public override string Ticks(string from, string to) => $"(CAST({to} AS DOUBLE) - CAST({from} AS DOUBLE)) * 10";

    // As bytes: the collation of a column stays with what is made of it.
    public override string Exact(string text) => $"encode({text})";

    public override string Length(string text) => $"octet_length({text})";
}
