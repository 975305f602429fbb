using System.Globalization;

namespace HealthScoring.Sql.Dialects;

internal sealed class TrinoDialect() : SqlDialect("Trino")
{
    internal override string Text => "varchar";

    internal override long FinestTicks => TimeSpan.TicksPerMillisecond;

    internal override string TimeType => "timestamp(3)";

    internal override string Now => "CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp(3))";

    internal override string TextEquals(string value, string literal) => $"CAST({value} AS varchar) = {literal}";

    internal override string Ticks(string observed, string asOf) => $"date_diff('millisecond', {observed}, {asOf}) * 10000";

    internal override string Time(DateTime time) => $"TIMESTAMP '{time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}'";
}
