using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Hosting;
using HealthScoring.Samples.Sharded;
using Npgsql;
using NpgsqlTypes;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>
/// Where does the time of a nightly job go? Accounts are read from PostgreSQL, two metrics are asked for block by block, and all are scored, tracked
/// and stored in the same server.
/// </summary>
internal sealed class NightlyJob : IQuestion
{
    private const int MostAccounts = 100_000;

    private static readonly DateTimeOffset First = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly string[] Asked = [nameof(Customer.OpenTickets), nameof(Customer.DaysOverdue)];

    public string Name => "nightly";

    public Answer Measure(Settings settings, Action<string> say)
    {
        if (PostgresServer.FindPrograms() is null)
            throw new InvalidOperationException("PostgreSQL is not installed; install the package postgresql.");
        int accounts = Math.Min(settings.Rows, MostAccounts);
        List<string[]> lines = [];
        using PostgresServer server = PostgresServer.Start("shared_buffers=1GB");
        using NpgsqlDataSource database = NpgsqlDataSource.Create(server.ConnectionString);
        Load(database, new(Drafts.Mixed, accounts), accounts);
        var scorer = new HealthScorer<Account>(Drafts.Mixed.Profile,
            CustomerFigures.All.Where(figure => !Asked.Contains(figure.Name)).Select(figure =>
                HealthMetric.From<Account>(figure.Name, account => figure.Read(account.Figures))),
            batchMetrics: Asked.Select(name => HealthMetric.FromBatch<Account>(name, (asked, _, cancel) => AskAsync(database, name, asked, cancel))));
        var store = new SqlTrackingStore(database, TrackingDatabase.PostgreSql);
        store.MigrateAsync().GetAwaiter().GetResult();
        var run = new TrackingRun<Account>(
            scorer, store, new() { IdBy = account => account.Id, Customers = (_, cancel) => ReadAsync(database, cancel) });

        Time("reading the accounts", async () => await ReadAsync(database, default).CountAsync());
        Time("… and scoring them, with two metrics asked for", async () => await scorer.ScoreAllAsync(ReadAsync(database, default)).CountAsync());
        Time("the job's first night: all of it, and every account is new", () => NightAsync(0));
        Time("its second night: every account is compared with the one before", () => NightAsync(1));
        Time("its third night", () => NightAsync(2));
        return new(
            new(["step", "s", "accounts a second", "processor, ours, s", "processor, the database's, s", "bytes allocated an account"], lines,
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"{accounts:#,0} accounts of twelve metrics, two of them asked for in blocks of 512; PostgreSQL {Version(database)} on the same ")
                    + "two cores, once each, by the wall clock and the processes' clocks.",
            ]),
            []);

        async Task<int> NightAsync(int day) => (int)(await run.RunAsync(First.AddDays(day))).CustomerCount;

        void Time(string step, Func<Task<int>> work)
        {
            long start = Stopwatch.GetTimestamp(), allocated = GC.GetTotalAllocatedBytes();
            (double ours, double theirs) = (OurSeconds(), DatabaseSeconds());
            int count = work().GetAwaiter().GetResult();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (count != accounts)
                throw new InvalidOperationException($"There were {count} accounts.");
            lines.Add(
            [
                step, Figures.Text(seconds), Figures.Text(accounts / seconds), Figures.Text(OurSeconds() - ours),
                Figures.Text(DatabaseSeconds() - theirs), Figures.Text((double)(GC.GetTotalAllocatedBytes() - allocated) / accounts),
            ]);
            say(string.Join(" | ", lines[^1]));
        }
    }

    private static async IAsyncEnumerable<Account> ReadAsync(NpgsqlDataSource database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] columns = [.. CustomerFigures.All.Select(figure => figure.Name).Except(Asked)];
        await using NpgsqlCommand command = database.CreateCommand($"SELECT id, {string.Join(", ", columns)} FROM accounts");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        double? Number(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new(reader.GetString(0), new()
            {
                ActiveDays = Number(1),
                FeaturesUsed = Number(2),
                SeatUse = Number(3),
                KeyActions = Number(4),
                Nps = Number(5),
                Csat = Number(6),
                DaysSinceContact = Number(7),
                SponsorMeetings = Number(8),
                TenureMonths = Number(9),
                UsageTrend = Number(10),
            });
        }
    }

    private static async Task<IReadOnlyList<Measurement>> AskAsync(
        NpgsqlDataSource database, string metric, IReadOnlyList<Account> accounts, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = database.CreateCommand($"SELECT account, {metric} FROM tickets WHERE account = ANY($1)");
        command.Parameters.Add(new() { Value = accounts.Select(account => account.Id).ToArray() });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!reader.IsDBNull(1))
                found[reader.GetString(0)] = reader.GetDouble(1);
        }
        return [.. accounts.Select(account => found.TryGetValue(account.Id, out double value) ? value : Measurement.None)];
    }

    private static void Load(NpgsqlDataSource database, Portfolio portfolio, int accounts)
    {
        using NpgsqlConnection connection = database.OpenConnection();
        Fill("accounts", "id", [.. CustomerFigures.All.Select(figure => figure.Name).Except(Asked)]);
        Fill("tickets", "account", Asked);

        void Fill(string table, string key, string[] columns)
        {
            Execute($"CREATE TABLE {table} ({key} text PRIMARY KEY, {string.Join(", ", columns.Select(column => $"{column} double precision"))})");
            using (NpgsqlBinaryImporter importer = connection.BeginBinaryImport($"COPY {table} FROM STDIN (FORMAT BINARY)"))
            {
                for (int i = 0; i < accounts; i++)
                {
                    importer.StartRow();
                    importer.Write($"account-{i}", NpgsqlDbType.Text);
                    foreach (string column in columns)
                    {
                        double value = portfolio.Column(column)[i];
                        if (double.IsNaN(value))
                            importer.WriteNull();
                        else
                            importer.Write(value, NpgsqlDbType.Double);
                    }
                }
                importer.Complete();
            }
            Execute($"VACUUM ANALYZE {table}");
        }

        void Execute(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }

    private static string Version(NpgsqlDataSource database)
    {
        using NpgsqlConnection connection = database.OpenConnection();
        return connection.ServerVersion;
    }

    private static double OurSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>The processor time of all PostgreSQL processes; those that ended are in their parent's.</summary>
    private static double DatabaseSeconds() => Directory.EnumerateDirectories("/proc").Sum(folder =>
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            if (!stat.Contains("(postgres)", StringComparison.Ordinal))
                return 0;
            // User and system time, and those of children that ended, in hundredths of a second.
            return stat[stat.LastIndexOf(')')..].Split(' ')[12..16].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / 100;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    });

    private sealed record Account(string Id, Customer Figures);
}
