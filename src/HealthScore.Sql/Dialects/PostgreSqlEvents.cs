using System.Globalization;

namespace HealthScoring.Sql.Dialects;

internal sealed class PostgreSqlEvents : EventSpelling
{
    public override string Moment(string time) => $"CAST({time} AS timestamptz)";

    // In hours: a day of the calendar may be longer or shorter in the zone of the session.
    public override string Before(string moment, long days) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment} - INTERVAL '{days * 24} hours'");

    public override string Midnight(string moment) => $"date_trunc('day', {moment} AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'";

    public override string Day(string moment) => $"CAST({moment} AT TIME ZONE 'UTC' AS date) - DATE '2000-01-01'";

    public override string Ticks(string from, string to) =>
        $"CASE WHEN isfinite({from}) THEN EXTRACT(epoch FROM {to} - {from}) * 10000000 END";

    public override string Mark(string moment) => $"EXTRACT(epoch FROM {moment})";

    public override string Exact(string text) => $"({text}) COLLATE \"C\"";
}
