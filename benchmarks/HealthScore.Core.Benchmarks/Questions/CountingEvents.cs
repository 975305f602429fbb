using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>How long does a backend take to score accounts by their events: loading the events, or leaving the counting to the database?</summary>
internal sealed class CountingEvents : IQuestion
{
    private const int Accounts = 2_000;
    private const int Events = 190_000;
    private const int MostRounds = 9;

    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Features = [.. Enumerable.Range(0, 10).Select(i => $"feature-{i}")];

    private static readonly ScoringProfile Profile = ScoringProfile.Create("usage", profile => profile
        .Dimension("habit", 2, habit => habit
            .Metric("usage-frequency", Curve.Linear(0, 20)).Metric("stickiness", Curve.Linear(0, 0.5))
            .Metric("usage-recency", Curve.Linear(30, 1)).Metric("usage-trend", Curve.Linear(-50, 50)))
        .Dimension("reach", 1, reach => reach
            .Metric("usage-breadth", Curve.Linear(0, 1)).Metric("usage-depth", Curve.Linear(0, 5))
            .Metric("active-users", Curve.Linear(0, 12)).Metric("top-users-lost", Curve.Linear(3, 0)))
        .Tier("low", 0).Tier("high", 50));

    public string Name => "starters";

    public Answer Measure(Settings settings, Action<string> say)
    {
        int rounds = Math.Min(settings.Rounds, MostRounds);
        (int Account, UsageEvent Use)[] events = [.. Random(new(20261101))];
        List<string[]> lines = [];
        List<string> engines = [];
        if (PostgresServer.FindPrograms() is not null)
        {
            using PostgresServer server = PostgresServer.Start("shared_buffers=1GB");
            using var connection = new NpgsqlConnection(server.ConnectionString);
            Ask(SqlDialect.PostgreSql, connection, "timestamptz");
        }
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
            Ask(SqlDialect.DuckDb, connection, "TIMESTAMP");
        using (var connection = new SqliteConnection("Data Source=:memory:"))
            Ask(SqlDialect.Sqlite, connection, "TEXT");
        return new(
            new(["by", "job", "ms", "quartiles, ms", "rows read", "times as fast"], lines,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{string.Join(", ", engines)}; {Accounts:#,0} accounts, {Events:#,0} events of 90 days without an index; ")
                    + string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds, by the wall clock."),
            ]),
            []);

        void Ask(SqlDialect dialect, DbConnection connection, string time)
        {
            connection.Open();
            Load(connection, time, events);
            engines.Add($"{dialect} {connection.ServerVersion}");
            SqlQuery query = Query(dialect);
            double?[] loaded = Loaded(connection), counted = Counted(connection, query);
            if (!loaded.SequenceEqual(counted) || counted.All(score => score is null))
                throw new InvalidOperationException($"The library and {dialect} do not agree.");
            Spread slow = Time(rounds, () => Loaded(connection)), fast = Time(rounds, () => Counted(connection, query));
            Add("events loaded, counted and scored by the library", slow, Events);
            Add("counted and scored by the database", fast, Accounts);

            void Add(string job, Spread spread, int rows)
            {
                lines.Add(
                [
                    dialect.Name, job, Figures.Text(spread.Median), $"{Figures.Text(spread.Lower)} – {Figures.Text(spread.Upper)}",
                    rows.ToString("#,0", CultureInfo.InvariantCulture), $"**{Figures.Text(slow.Median / spread.Median)}x**",
                ]);
                say(string.Join(" | ", lines[^1]));
            }
        }
    }

    private static IEnumerable<(int Account, UsageEvent Use)> Random(Random random)
    {
        for (int i = 0; i < Events; i++)
        {
            yield return (random.Next(Accounts), new(
                AsOf.AddMicroseconds(-random.NextInt64(90L * 86_400_000_000)), $"user-{random.Next(12)}@example.com", Features[random.Next(10)]));
        }
    }

    private static DateTimeOffset Since(int account) => AsOf.AddDays(-account % 400 - 1);

    private static SqlQuery Query(SqlDialect dialect)
    {
        SqlActivityLog log = SqlStarters.Activity("usage_events", "account_id", "seen", "user_id", "feature", firstDay: "since");
        return SqlScoring.Create(Profile, dialect, source => source.Table("accounts").Key("id")
            .Metric("usage-frequency", log.Frequency()).Metric("stickiness", log.Stickiness())
            .Metric("usage-recency", log.Recency()).Metric("usage-trend", log.Trend())
            .Metric("usage-breadth", log.Breadth(Features)).Metric("usage-depth", log.Depth())
            .Metric("active-users", log.ActiveUsers()).Metric("top-users-lost", log.TopUsersLost())).Select();
    }

    private static double?[] Counted(DbConnection connection, SqlQuery query)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = query.Text;
        DbParameter time = command.CreateParameter();
        time.Value = AsOf.UtcDateTime;
        if (connection is not NpgsqlConnection)
            time.ParameterName = "as_of";
        command.Parameters.Add(time);
        var scores = new double?[Accounts];
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
            scores[reader.GetInt32(0)] = reader.IsDBNull(3) ? null : reader.GetDouble(3);
        return scores;
    }

    private static double?[] Loaded(DbConnection connection)
    {
        List<UsageEvent>[] events = [.. Enumerable.Range(0, Accounts).Select(_ => new List<UsageEvent>())];
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT account_id, seen, user_id, feature FROM usage_events";
        using (DbDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                DateTimeOffset seen = new(reader.GetDateTime(1).Ticks, TimeSpan.Zero);
                events[reader.GetInt32(0)].Add(new(seen, reader.GetString(2), reader.GetString(3)));
            }
        }
        var log = new ActivityLog<int>(account => events[account], account => Since(account));
        var scorer = new HealthScorer<int>(Profile,
        [
            log.Frequency(), log.Stickiness(), log.Recency(), log.Trend(), log.Breadth(Features), log.Depth(), log.ActiveUsers(), log.TopUsersLost(),
        ]);
        return [.. Enumerable.Range(0, Accounts).Select(account => scorer.Score(account, AsOf).Value)];
    }

    private static void Load(DbConnection connection, string time, (int Account, UsageEvent Use)[] events)
    {
        Run(connection, $"CREATE TABLE accounts (id INTEGER PRIMARY KEY, since {time})");
        Run(connection, $"CREATE TABLE usage_events (account_id INTEGER, seen {time}, user_id TEXT, feature TEXT)");
        string Text(DateTimeOffset at) =>
            at.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + (time == "timestamptz" ? "Z" : "");
        foreach (int[] some in Enumerable.Range(0, Accounts).Chunk(1000))
            Run(connection, "INSERT INTO accounts VALUES " + string.Join(", ", some.Select(i => $"({i}, '{Text(Since(i))}')")));
        foreach ((int Account, UsageEvent Use)[] some in events.Chunk(1000))
        {
            Run(connection, "INSERT INTO usage_events VALUES "
                + string.Join(", ", some.Select(one => $"({one.Account}, '{Text(one.Use.At)}', '{one.Use.User}', '{one.Use.Feature}')")));
        }
        Run(connection, "ANALYZE");
    }

    private static void Run(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Spread Time(int rounds, Action run)
    {
        var times = new List<double>();
        for (int i = 0; i < rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return Spread.Of(times);
    }
}
