using System.Data.Common;
using System.Globalization;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Sql;
using Microsoft.Data.Sqlite;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>SQLite in memory, loaded row by row in one transaction.</summary>
internal sealed class Sqlite : Database
{
    private const string Fence = "LIMIT -1\n";

    public Sqlite(Portfolio portfolio, int rows, int fewRows)
        : base(SqlDialect.Sqlite, new SqliteConnection("Data Source=:memory:"), portfolio, rows, fewRows) => CreateTables("REAL");

    public override IReadOnlyList<Mode> Modes { get; } = [new("one thread", [])];

    public override string Option => "sqlite";

    public override string Version => $"SQLite {Connection.ServerVersion}";

    public override IReadOnlyList<QueryForm> Fenced(string staged)
    {
        var ours = new QueryForm("LIMIT -1 in each stage (ours)", staged);
        return
        [
            ours,
            Unfenced(staged).With("AS MATERIALIZED", "AS (", "AS MATERIALIZED ("),
            Unfenced(staged).AtEachEnd("UNION ALL with no row in each stage",
                columns => $"UNION ALL SELECT {string.Join(", ", Enumerable.Repeat("NULL", columns))} WHERE 0"),
        ];
    }

    public override QueryForm Unfenced(string staged) => new QueryForm("", staged).With("plain AS", Fence, "");

    public override bool FindsOneRow(string select) =>
        Lines($"EXPLAIN QUERY PLAN {select}").Any(line => line.Contains("SEARCH", StringComparison.Ordinal));

    protected override void Load()
    {
        using DbTransaction transaction = Connection.BeginTransaction();
        using DbCommand insert = Connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO {All} VALUES ($row, {string.Join(", ", Portfolio.Names.Select((_, i) => Parameter(i)))})";
        DbParameter key = Add("$row");
        DbParameter[] values = [.. Portfolio.Names.Select((_, i) => Add(Parameter(i)))];
        for (int i = 0; i < Rows; i++)
        {
            key.Value = i;
            for (int metric = 0; metric < values.Length; metric++)
                values[metric].Value = double.IsNaN(Portfolio.Columns[metric][i]) ? DBNull.Value : Portfolio.Columns[metric][i];
            insert.ExecuteNonQuery();
        }
        transaction.Commit();

        DbParameter Add(string name)
        {
            DbParameter parameter = insert.CreateParameter();
            parameter.ParameterName = name;
            insert.Parameters.Add(parameter);
            return parameter;
        }
    }

    private static string Parameter(int place) => string.Create(CultureInfo.InvariantCulture, $"$v{place}");
}
