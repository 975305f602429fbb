using System.Globalization;

namespace HealthScoring.Samples.Dashboard;

/// <summary>What the command line says, as in <c>--accounts 500 --port 8080</c>.</summary>
/// <param name="Accounts">How many accounts the book ever has; only the first start with a database asks.</param>
/// <param name="Weeks">How many weeks of history the first start makes, 1 or more.</param>
/// <param name="Port">The port on 127.0.0.1; 0 for a free one.</param>
/// <param name="Database">The SQLite file.</param>
/// <param name="Connection">A PostgreSQL connection string in place of it; null for SQLite.</param>
/// <param name="Clock">The time: the system's, or from <c>--now</c> on.</param>
internal sealed record Settings(int Accounts, int Weeks, int Port, string Database, string? Connection, TimeProvider Clock)
{
    /// <summary>At which hour, UTC, the nights run.</summary>
    public static readonly TimeOnly Night = new(2, 0);

    /// <summary>The instant of the last night that has passed.</summary>
    public DateTimeOffset LastNight
    {
        get
        {
            DateTimeOffset now = Clock.GetUtcNow(), today = new(now.UtcDateTime.Date.Add(Night.ToTimeSpan()), TimeSpan.Zero);
            return today <= now ? today : today.AddDays(-1);
        }
    }

    /// <summary>Reads them.</summary>
    public static Settings Read(IConfiguration given) => new(
        given.GetValue("accounts", 2_000), Math.Max(1, given.GetValue("weeks", 52)), given.GetValue("port", 5080),
        given["database"] ?? Path.Combine(Path.GetTempPath(), "health-dashboard.db"), given["connection"],
        given["now"] is { } now ? new ShiftedClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow)
            : TimeProvider.System);
}
