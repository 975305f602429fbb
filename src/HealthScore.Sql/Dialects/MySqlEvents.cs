using System.Globalization;

namespace HealthScoring.Sql.Dialects;

internal sealed class MySqlEvents : EventSpelling
{
    public override string Moment(string time) => $"CAST({time} AS DATETIME(6))";

    public override string Before(string moment, long days) =>
        string.Create(CultureInfo.InvariantCulture, $"{moment} - INTERVAL {days * 24} HOUR");

    public override string Midnight(string moment) => $"CAST(CAST({moment} AS DATE) AS DATETIME(6))";

    public override string Day(string moment) => $"TO_DAYS({moment})";

    public override string Ticks(string from, string to) => $"TIMESTAMPDIFF(MICROSECOND, {from}, {to}) * 10";

    public override string Text(string value) => $"coalesce(CONVERT({value} USING utf8mb4), '')";

    public override string AsText(string number) => $"CAST({number} AS BINARY)";

    public override string Concat(params string[] texts) => $"concat({string.Join(", ", texts)})";

    public override string Exact(string text) => $"CAST({text} AS BINARY)";
}
