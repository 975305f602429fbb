using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>A metric that asks a real database, which itself counts the statements it runs.</summary>
public sealed class DatabaseMetricTests : IDisposable
{
    private const int Accounts = 1300;

    private readonly string _database = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared";
    private readonly SqliteConnection _keepsItAlive;

    public DatabaseMetricTests()
    {
        _keepsItAlive = new(_database);
        _keepsItAlive.Open();
        using SqliteCommand command = _keepsItAlive.CreateCommand();
        // Account 7 has 7 % 11 tickets, and so on; those without a ticket have no row.
        command.CommandText =
            $"""
            CREATE TABLE tickets (account INTEGER NOT NULL);
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Accounts} * 11 - 1)
            INSERT INTO tickets SELECT i / 11 FROM n WHERE i % 11 < (i / 11) % 11;
            """;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _keepsItAlive.Dispose();

    [Theory]
    [InlineData(512, 1, 3)]
    [InlineData(512, 4, 3)]
    [InlineData(100, 4, 13)]
    [InlineData(2000, 2, 1)]
    public async Task A_database_runs_one_query_a_block(int blockSize, int parallelism, int queries)
    {
        var profile = ScoringProfile.Create("support", p => p
            .Dimension("support", 1, support => support.Metric("tickets", Curve.Linear(worst: 10, best: 0)))
            .Tier("any", 0));
        var metric = new TicketMetric(_database);
        var scorer = new HealthScorer<int>(profile, [], batchMetrics: [metric]);
        var options = new ScoreStreamOptions<int> { BlockSize = blockSize, MaxDegreeOfParallelism = parallelism };

        ScoredCustomer<int>[] scores = await scorer
            .ScoreAllAsync(Enumerable.Range(0, Accounts).ToAsyncEnumerable(), options, TestContext.Current.CancellationToken)
            .ToArrayAsync(TestContext.Current.CancellationToken);

        Assert.Empty(scores.SelectMany(score => score.Faults).Select(fault => fault.ToString()).Distinct());
        Assert.Equal(Enumerable.Range(0, Accounts).Select(i => (double?)(100 - 10 * (i % 11))), scores.Select(score => score.Value));
        Assert.Equal(queries, metric.Statements.Count);
        Assert.All(metric.Statements, statement => Assert.StartsWith("SELECT", statement, StringComparison.Ordinal));
    }

    private sealed class TicketMetric(string database) : IBatchMetric<int>
    {
        public ConcurrentQueue<string> Statements { get; } = [];

        public string Name => "tickets";

        public async Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<int> customers, DateTimeOffset asOf, CancellationToken cancellationToken)
        {
            await using var connection = new SqliteConnection(database);
            await connection.OpenAsync(cancellationToken);
            raw.sqlite3_trace(connection.Handle, (_, statement) => Statements.Enqueue(statement), null);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT account, count(*) FROM tickets WHERE account IN (SELECT value FROM json_each($accounts)) GROUP BY account";
            command.Parameters.AddWithValue("$accounts", JsonSerializer.Serialize(customers));
            var open = new Dictionary<int, int>();
            await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                open[reader.GetInt32(0)] = reader.GetInt32(1);
            // An account without a row has no ticket, and that is 0 and not missing.
            return [.. customers.Select(account => new Measurement(open.GetValueOrDefault(account)))];
        }
    }
}
