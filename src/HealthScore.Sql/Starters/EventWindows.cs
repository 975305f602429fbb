using HealthScoring.Sql.Expressions;

namespace HealthScoring.Sql.Starters;

/// <summary>The windows of the starters as conditions on the columns of <see cref="EventRows.Select"/>.</summary>
internal sealed class EventWindows(SourceWriter source, bool completeDays)
{
    private readonly string _at = $"{source.Prefix}at";
    private readonly string _now = $"{source.Prefix}now";
    private readonly string _midnight = $"{source.Prefix}midnight";

    /// <summary>The last days of 24 hours; or of the calendar, where days are complete.</summary>
    public string Latest(int days) => completeDays
        ? $"{_at} >= {Before(_midnight, days)} AND {_at} < {_midnight}"
        : $"{_at} > {Before(_now, days)} AND {_at} <= {_now}";

    /// <summary>As many days before those.</summary>
    public string Earlier(int days) => completeDays
        ? $"{_at} >= {Before(_midnight, 2L * days)} AND {_at} < {Before(_midnight, days)}"
        : $"{_at} > {Before(_now, 2L * days)} AND {_at} <= {Before(_now, days)}";

    /// <summary>Today as far as it has passed and the days of the calendar before it; or without today, where days are complete.</summary>
    public string Calendar(int days) => completeDays ? Latest(days) : $"{_at} >= {Before(_midnight, days - 1)} AND {_at} <= {_now}";

    /// <summary>Whether both windows lie after a customer's first day.</summary>
    /// <param name="firstDay">The first day as a moment.</param>
    /// <param name="days">The length of each window.</param>
    public string HasTwoSince(string firstDay, int days) => completeDays
        ? $"{firstDay} < {Before(source.Midnight, 2L * days - 1)}"
        : $"{firstDay} <= {Before(source.Now, 2L * days)}";

    private string Before(string moment, long days) => days == 0 ? moment : source.Dialect.Events!.Before(moment, days);
}
