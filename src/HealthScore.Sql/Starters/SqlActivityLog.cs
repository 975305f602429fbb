using System.Globalization;
using HealthScoring.Sql.Dialects;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Starters;

namespace HealthScoring.Sql;

/// <summary>
/// The usage metrics of an <see cref="ActivityLog{TCustomer}"/>, counted by the database over a table of events
/// (<see cref="SqlStarters.Activity"/>). Each is the same number as there, with days of UTC.
/// </summary>
/// <remarks>The metrics of one log share their sub-queries, which read the events once for all customers.</remarks>
public sealed class SqlActivityLog
{
    private static readonly (string Name, string Value)[] NoColumns = [];

    private readonly EventRows _rows;
    private readonly string _user;
    private readonly string _feature;
    private readonly SqlActivityOptions _options;

    internal SqlActivityLog(EventRows rows, string user, string feature, SqlActivityOptions options) =>
        (_rows, _user, _feature, _options) = (rows, user, feature, options);

    /// <summary>Active days, as <see cref="ActivityLog{TCustomer}.Frequency"/>.</summary>
    /// <param name="days">The length of the calendar window in days, 1 to 36,500.</param>
    /// <returns>The metric, in days.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    public SqlExpression Frequency(int days = 28)
    {
        SqlStarters.ThrowIfNoWindow(days);
        return Metric("active days", days, (count, source) =>
            count.Of($"DISTINCT CASE WHEN {count.Windows.Calendar(days)} THEN {source.Dialect.Events!.Day($"{source.Prefix}at")} END", days));
    }

    /// <summary>The share of the available features that is used, as <see cref="ActivityLog{TCustomer}.Breadth"/>.</summary>
    /// <param name="features">The features available to customers, compared by their bytes; read once, now.</param>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <returns>The metric, a share from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="features"/> is empty or holds <see langword="null"/> or a duplicate.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is <see langword="null"/>.</exception>
    public SqlExpression Breadth(IReadOnlyCollection<string> features, int days = 28)
    {
        ArgumentNullException.ThrowIfNull(features);
        SqlStarters.ThrowIfNoWindow(days);
        string[] names = [.. features];
        if (names.Length == 0)
            throw new ArgumentException("The list is empty; a share needs at least one name.", nameof(features));
        if (names.Contains(null))
            throw new ArgumentException("A name is null.", nameof(features));
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"'{twice.Key}' is listed twice.", nameof(features));
        return Metric("breadth", days, (count, source) =>
        {
            string feature = $"{source.Prefix}feature";
            string listed = string.Join(", ", names.Select(name => source.Dialect.Events!.Exact(source.Dialect.Literal(name))));
            string known = count.Of($"DISTINCT CASE WHEN {count.Windows.Latest(days)} AND {feature} IN ({listed}) THEN {feature} END", days);
            return $"{known} / {source.Dialect.Number(names.Length)}";
        });
    }

    /// <summary>Events per active user, as <see cref="ActivityLog{TCustomer}.Depth"/>.</summary>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <returns>The metric, in events per user.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    public SqlExpression Depth(int days = 28)
    {
        SqlStarters.ThrowIfNoWindow(days);
        return Metric("depth", days, (count, source) =>
        {
            string users = count.Users(count.Windows.Latest(days), days);
            return $"CASE WHEN {users} > 0 THEN {count.Events(count.Windows.Latest(days), days)} / {users} ELSE {source.Dialect.Number(0)} END";
        });
    }

    /// <summary>Users with an event, as <see cref="ActivityLog{TCustomer}.ActiveUsers"/>.</summary>
    /// <param name="days">The length of the clock window in days, 1 to 36,500.</param>
    /// <returns>The metric, in users.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    public SqlExpression ActiveUsers(int days = 28)
    {
        SqlStarters.ThrowIfNoWindow(days);
        return Metric("active users", days, (count, _) => count.Users(count.Windows.Latest(days), days));
    }

    /// <summary>Daily over monthly active users, as <see cref="ActivityLog{TCustomer}.Stickiness"/>.</summary>
    /// <param name="days">The length of the calendar window in days, 1 to 36,500.</param>
    /// <returns>The metric, a share from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    public SqlExpression Stickiness(int days = 28)
    {
        SqlStarters.ThrowIfNoWindow(days);
        return Metric("stickiness", days, (count, source) =>
        {
            string window = count.Windows.Calendar(days), users = count.Users(window, days);
            string pairs = count.Of($"DISTINCT CASE WHEN {window} THEN {UserDay(source)} END", days);
            return $"CASE WHEN {users} > 0 THEN {pairs} / ({source.Dialect.Number(days)} * {users}) ELSE {source.Dialect.Number(0)} END";
        });
    }

    /// <summary>Days since the last event, as <see cref="ActivityLog{TCustomer}.Recency"/>. It reads the events of all times.</summary>
    /// <returns>The metric, in days of 24 hours with fractions.</returns>
    public SqlExpression Recency() => Starter("recency", source =>
    {
        string last = _rows.Join(source, "last", _ => _rows.Select(source, days: null)).Value($"max({source.Prefix}at)");
        string ticks = source.Dialect.Events!.Ticks($"coalesce({last}, {_rows.FirstDay(source)})", source.Now);
        return $"{source.Dialect.Cast(ticks)} / {source.Dialect.Number(TimeSpan.TicksPerDay)}";
    });

    /// <summary>The change of the number of events, as <see cref="ActivityLog{TCustomer}.Trend"/>.</summary>
    /// <param name="days">The length of each of the two clock windows in days, 1 to 36,500.</param>
    /// <returns>The metric, in per cent.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not in its range.</exception>
    public SqlExpression Trend(int days = 28)
    {
        SqlStarters.ThrowIfNoWindow(days);
        return Metric("trend", days, (count, source) =>
        {
            string now = count.Events(count.Windows.Latest(days), 2 * days), before = count.Events(count.Windows.Earlier(days), 2 * days);
            return $"CASE WHEN {count.Windows.HasTwoSince(_rows.FirstDay(source), days)} THEN"
                + $" CASE WHEN {before} > 0 THEN {source.Dialect.Number(100)} * ({now} - {before}) / {before}"
                + $" WHEN {now} = 0 THEN {source.Dialect.Number(0)} END END";
        });
    }

    /// <summary>
    /// How many of the heaviest users are lost, as <see cref="ActivityLog{TCustomer}.TopUsersLost"/>; that one also names them, from the events of
    /// the customers that you show.
    /// </summary>
    /// <param name="top">How many users are heavy, at least 1.</param>
    /// <param name="days">The length of each of the two clock windows in days, 1 to 36,500.</param>
    /// <returns>The metric, in users.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="top"/> is less than 1, or <paramref name="days"/> is not in its range.
    /// </exception>
    public SqlExpression TopUsersLost(int top = 3, int days = 28)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        SqlStarters.ThrowIfNoWindow(days);
        return Starter("top users lost", source =>
        {
            string p = source.Prefix;
            var windows = new EventWindows(source, _options.CompleteDays);
            string before = Count(source, windows.Earlier(days)), since = $"count(CASE WHEN {windows.Latest(days)} THEN 1 END)";
            string users = $"(\nSELECT {p}customer, {p}user, {before} AS {p}before, {since} AS {p}since"
                + $"\nFROM {Rows(source, 2L * days)}\nGROUP BY {p}customer, {p}user\n) AS {p}users";
            string rank = $"row_number() OVER (PARTITION BY {p}customer ORDER BY {p}before DESC, {p}user)";
            string ranked = $"(\nSELECT {p}customer, {p}since, {rank} AS {p}rank\nFROM {users}\nWHERE {p}before > 0\n) AS {p}ranked";
            string lost = string.Create(CultureInfo.InvariantCulture, $"count(CASE WHEN {p}rank <= {top} AND {p}since = 0 THEN 1 END)");
            return source.Dialect.Cast(_rows.Join(source, ("users", days), _ => ranked).Value(lost));
        });
    }

    private SqlExpression Metric(string what, int days, Func<Counter, SourceWriter, string> write) => Starter(
        string.Create(CultureInfo.InvariantCulture, $"{what} of {days} days"), source => write(new(this, source), source));

    private SqlExpression Starter(string what, Func<SourceWriter, string> write) =>
        new(new StarterForm(_rows, source => _rows.IfCustomer(source, write(source))), what);

    /// <summary>How many events are in a window.</summary>
    private string Count(SourceWriter source, string window) => _options.CountRepeats
        ? $"count(CASE WHEN {window} THEN 1 END)"
        : $"count(DISTINCT CASE WHEN {window} THEN {Event(source)} END)";

    private static string UserDay(SourceWriter source)
    {
        string p = source.Prefix;
        EventSpelling events = source.Dialect.Events!;
        return events.Concat(events.AsText(events.Day($"{p}at")), events.Exact("' '"), $"{p}user");
    }

    /// <summary>What tells an event from every other.</summary>
    private string Event(SourceWriter source)
    {
        string p = source.Prefix;
        EventSpelling events = source.Dialect.Events!;
        // The length says where the user ends and the feature starts.
        string[] whole = [events.AsText(events.Mark($"{p}at")), events.Exact("' '"), events.AsText(events.Length($"{p}user")), events.Exact("' '"),
            $"{p}user", $"{p}feature"];
        return _options.Id is null ? events.Concat(whole)
            : $"CASE WHEN {p}id <> {events.Exact("''")} THEN {events.Concat(events.Exact("'i'"), $"{p}id")}"
                + $" ELSE {events.Concat([events.Exact("'e'"), .. whole])} END";
    }

    // With a day more than the windows have: those of the calendar start before their clock does.
    private string Rows(SourceWriter source, long days) => _rows.Select(source, days + 1,
        [("user", Text(source, _user)), ("feature", Text(source, _feature)), .. _options.Id is { } id ? [("id", Text(source, id))] : NoColumns]);

    private static string Text(SourceWriter source, string column) =>
        source.Dialect.Events!.Exact(source.Dialect.Events.Text(EventRows.Column(source, column)));

    /// <summary>Counts over the events of one query.</summary>
    private sealed class Counter(SqlActivityLog log, SourceWriter source)
    {
        public EventWindows Windows { get; } = new(source, log._options.CompleteDays);

        public string Users(string window, int days) => Of($"DISTINCT CASE WHEN {window} THEN {source.Prefix}user END", days);

        public string Events(string window, int days) => Value(log.Count(source, window), days);

        public string Of(string what, int days) => Value($"count({what})", days);

        // A customer without events has no row.
        private string Value(string aggregate, int days) => source.Dialect.Cast($"coalesce("
            + $"{log._rows.Join(source, "events", back => log.Rows(source, back)).Value(aggregate, days)}, 0)");
    }
}
