using DuckDB.NET.Data;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Sql;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>DuckDB in memory, loaded by its appender.</summary>
internal sealed class DuckDb : Database
{
    private const string Inlined = "AS NOT MATERIALIZED (";

    public DuckDb(Portfolio portfolio, int rows, int fewRows)
        : base(SqlDialect.DuckDb, new DuckDBConnection("DataSource=:memory:"), portfolio, rows, fewRows) => CreateTables("DOUBLE");

    public override IReadOnlyList<Mode> Modes { get; } =
        [new("one thread", ["SET threads = 1"]), new("two threads", ["SET threads = 2"])];

    public override string Option => "duckdb";

    public override string Version => $"DuckDB {Connection.ServerVersion}";

    public override IReadOnlyList<QueryForm> Fenced(string staged)
    {
        var ours = new QueryForm("NOT MATERIALIZED (ours)", staged);
        return [ours, Unfenced(staged), ours.With("AS MATERIALIZED", Inlined, "AS MATERIALIZED (")];
    }

    public override QueryForm Unfenced(string staged) => new QueryForm("", staged).With("plain AS", Inlined, "AS (");

    public override bool FindsOneRow(string select) => Lines($"EXPLAIN {select}")
        .Any(line => line.Contains("Filters:", StringComparison.Ordinal) || line.Contains("Index Scan", StringComparison.Ordinal));

    protected override void Load()
    {
        using DuckDBAppender appender = ((DuckDBConnection)Connection).CreateAppender(All);
        for (int i = 0; i < Rows; i++)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(i);
            foreach (double[] column in Portfolio.Columns)
                row = double.IsNaN(column[i]) ? row.AppendNullValue() : row.AppendValue(column[i]);
            row.EndRow();
        }
    }
}
