using HealthScoring.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HealthScoring.Samples.Sharded;

/// <summary>The accounts on the shards, the view that scores them there, and the coordinator's table over those views.</summary>
public sealed class ShardedScoring(Cluster cluster, ScoringProfile profile)
{
    private readonly SqlScoring _sql = SqlScoring.Create(profile, SqlDialect.PostgreSql, source => source
        .Table("accounts")
        .Key("account_id")
        .Key("shard")
        .Metric("seat-usage", SqlExpression.Raw("active_seats::float8 / seats"))
        .Metric("active-days", "active_days")
        .Metric("features", "features")
        .Metric("open-tickets", "open_tickets")
        .Metric("response-time", "response_hours")
        .Metric("nps", "nps", observedAt: "nps_at")
        .Metric("days-since-review", "days_since_review")
        .Metric("seats", "seats")
        .Metric("days-overdue", "days_overdue")
        .Weight("revenue_cents")
        .AsOf(Account.AsOf));

    /// <summary>
    /// Customers and revenue by segment and tier. Grouped by the shard first, each shard's groups are complete: it can do the whole of the
    /// inner grouping, and a few rows of each are added up.
    /// </summary>
    public string Totals =>
        $"""
        SELECT segment, tier, sum(customers)::bigint AS customers, sum(weight)::bigint AS revenue_cents
        FROM (
        {_sql.Totals(["scored_accounts"], "shard").Text}
        ) AS shards
        GROUP BY segment, tier
        """;

    /// <summary>Makes the shards' tables, and loads every account onto the shard that is the rest of its number by their count.</summary>
    public Task LoadAsync(int accounts) =>
        Task.WhenAll(cluster.Shards.Select((server, shard) => Task.Run(() => LoadAsync(server, shard, accounts))));

    /// <summary>Makes the coordinator's table: a partition for each shard, which is the shard's view.</summary>
    public async Task ConnectShardsAsync()
    {
        await using NpgsqlConnection connection = await Cluster.ConnectAsync(cluster.Coordinator);
        // Not a database's default, and without it the rows come here to be grouped.
        await DoAsync(connection, "ALTER DATABASE postgres SET enable_partitionwise_aggregate = on; CREATE EXTENSION postgres_fdw");
        for (int shard = 0; shard < cluster.Shards.Count; shard++)
        {
            await DoAsync(connection,
                $"""
                CREATE SERVER shard_{shard} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
                    host '127.0.0.1', port '{cluster.Shards[shard].Port}', dbname 'postgres',
                    async_capable 'true', fetch_size '10000');
                CREATE USER MAPPING FOR CURRENT_USER SERVER shard_{shard} OPTIONS (user 'health');
                CREATE SCHEMA shard_{shard};
                IMPORT FOREIGN SCHEMA public LIMIT TO (scored_accounts) FROM SERVER shard_{shard} INTO shard_{shard};
                """);
        }
        // The types are the shards' own, whatever the profile.
        await DoAsync(connection, "CREATE TABLE scored_accounts (LIKE shard_0.scored_accounts) PARTITION BY LIST (shard)");
        for (int shard = 0; shard < cluster.Shards.Count; shard++)
            await DoAsync(connection, $"ALTER TABLE scored_accounts ATTACH PARTITION shard_{shard}.scored_accounts FOR VALUES IN ({shard})");
    }

    /// <summary>Customers and revenue by segment and tier, as <see cref="Totals"/> answers.</summary>
    public static async Task<IReadOnlyList<TierCount>> CountAsync(NpgsqlConnection coordinator, string totals)
    {
        await using var command = new NpgsqlCommand(totals, coordinator);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var counts = new List<TierCount>();
        while (await reader.ReadAsync())
        {
            counts.Add(new(await reader.IsDBNullAsync(0) ? null : reader.GetString(0), await reader.IsDBNullAsync(1) ? null : reader.GetString(1),
                reader.GetInt64(2), reader.GetInt64(3)));
        }
        return counts;
    }

    /// <summary>The lines of a query's plan, without the columns that each step hands on.</summary>
    public static async Task<IReadOnlyList<string>> PlanAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand($"EXPLAIN (VERBOSE, COSTS OFF) {query}", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return [.. lines.Where(line => !line.TrimStart().StartsWith("Output:", StringComparison.Ordinal))];
    }

    /// <summary>The score of one account; <see langword="null"/> where it is unscored.</summary>
    public static async Task<double?> ScoreAsync(NpgsqlConnection coordinator, int account)
    {
        await using var command = new NpgsqlCommand("SELECT score FROM scored_accounts WHERE account_id = $1", coordinator)
        {
            Parameters = { new() { Value = account } },
        };
        return await command.ExecuteScalarAsync() is double score ? score : null;
    }

    private async Task LoadAsync(PostgresServer server, int shard, int accounts)
    {
        await using NpgsqlConnection connection = await Cluster.ConnectAsync(server);
        // A partition that is on another server is taken at its word, so the shard itself checks it.
        await DoAsync(connection,
            $"""
            CREATE TABLE accounts (
                account_id int NOT NULL, shard int NOT NULL DEFAULT {shard} CHECK (shard = {shard}), seats int NOT NULL, active_seats int,
                active_days int, features int NOT NULL, open_tickets int NOT NULL, response_hours int, nps int, nps_at timestamptz,
                days_since_review int, days_overdue int NOT NULL, revenue_cents bigint NOT NULL)
            """);
        await using (NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(
            "COPY accounts (account_id, seats, active_seats, active_days, features, open_tickets, response_hours, nps, nps_at, "
            + "days_since_review, days_overdue, revenue_cents) FROM STDIN (FORMAT binary)"))
        {
            for (int id = 1; id <= accounts; id++)
            {
                if (id % cluster.Shards.Count == shard)
                    await WriteAsync(rows, Account.Of(id));
            }
            await rows.CompleteAsync();
        }
        await DoAsync(connection, "ALTER TABLE accounts ADD PRIMARY KEY (account_id)");
        await DoAsync(connection, "ANALYZE accounts");
        await DoAsync(connection, _sql.CreateView(["scored_accounts"]));
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, Account account)
    {
        await rows.StartRowAsync();
        await rows.WriteAsync(account.Id, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.Seats, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.ActiveSeats, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.ActiveDays, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.Features, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.OpenTickets, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.ResponseHours, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.Nps, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.NpsAt, NpgsqlDbType.TimestampTz);
        await rows.WriteAsync(account.DaysSinceReview, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.DaysOverdue, NpgsqlDbType.Integer);
        await rows.WriteAsync(account.RevenueCents, NpgsqlDbType.Bigint);
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
