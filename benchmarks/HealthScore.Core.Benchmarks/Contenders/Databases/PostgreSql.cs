using HealthScoring.Benchmarks.Customers;
using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>PostgreSQL: a server of its own, loaded by binary COPY, with the table in its buffers.</summary>
internal sealed class PostgreSql : Database
{
    private const string Fence = "AS (WITH hs_fence AS (SELECT 1)\n";

    private readonly PostgresServer _server;

    private PostgreSql(PostgresServer server, Portfolio portfolio, int rows, int fewRows)
        : base(SqlDialect.PostgreSql, new NpgsqlConnection($"{server.ConnectionString};Pooling=false"), portfolio, rows, fewRows)
    {
        _server = server;
        CreateTables("double precision");
        Execute($"VACUUM ANALYZE {All}");
    }

    public static bool IsInstalled => PostgresServer.FindPrograms() is not null;

    public override IReadOnlyList<Mode> Modes { get; } =
    [
        new("one process", ["SET max_parallel_workers_per_gather = 0", "SET jit = off"]),
        new("one process, JIT", ["SET max_parallel_workers_per_gather = 0", "SET jit = on"]),
        new("two processes", ["SET max_parallel_workers_per_gather = 1", "SET jit = off"]),
    ];

    public override string Option => "postgresql";

    public override string Version => $"PostgreSQL {Connection.ServerVersion}";

    public static PostgreSql Start(Portfolio portfolio, int rows, int fewRows) =>
        new(PostgresServer.Start("shared_buffers=1GB"), portfolio, rows, fewRows);

    public override IReadOnlyList<QueryForm> Fenced(string staged)
    {
        var ours = new QueryForm("a WITH in each stage (ours)", staged);
        return
        [
            ours,
            Unfenced(staged).AtEachEnd("OFFSET 0 in each stage", _ => "OFFSET 0"),
            ours.With("AS MATERIALIZED", Fence, "AS MATERIALIZED (\n"),
        ];
    }

    public override QueryForm Unfenced(string staged) => new QueryForm("", staged).With("plain AS", Fence, "AS (\n");

    public override bool FindsOneRow(string select) => Lines($"EXPLAIN {select}").Any(line => line.Contains("Index Scan", StringComparison.Ordinal));

    protected override void Load()
    {
        var connection = (NpgsqlConnection)Connection;
        using NpgsqlBinaryImporter importer = connection.BeginBinaryImport($"COPY {All} FROM STDIN (FORMAT BINARY)");
        for (int i = 0; i < Rows; i++)
        {
            importer.StartRow();
            importer.Write(i, NpgsqlDbType.Integer);
            foreach (double[] column in Portfolio.Columns)
            {
                if (double.IsNaN(column[i]))
                    importer.WriteNull();
                else
                    importer.Write(column[i], NpgsqlDbType.Double);
            }
        }
        importer.Complete();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _server.Dispose();
    }
}
