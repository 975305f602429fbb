using System.Data.Common;
using System.Globalization;
using HealthScoring.Sql;
using MySqlConnector;

namespace HealthScoring.Tests.Sql;

public sealed class MariaDbEngine : Engine
{
    private readonly MariaDbServer _server = new("--max-heap-table-size=256M", "--tmp-table-size=256M");
    private readonly MySqlConnection _connection;

    public MariaDbEngine()
        : base(SqlDialect.MySql)
    {
        _connection = new(_server.ConnectionString);
        _connection.Open();
        Execute("CREATE DATABASE health");
        _connection.ChangeDatabase("health");
    }

    public override bool StoresNaN => false;

    public override bool StoresInfinities => false;

    public override int CaseCosts => 2;

    // Names hold no character beyond the first 65,536.
    public override string NameOf(string text) => text.Replace("😀", "", StringComparison.Ordinal).Trim();

    protected override DbConnection Connection => _connection;

    public override void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
    }

    // Only a prepared statement sends doubles in binary.
    protected override void Prepare(DbCommand command)
    {
        command.CommandTimeout = 300;
        command.Prepare();
    }

    protected override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "BIGINT",
        ColumnKind.Number => "DOUBLE",
        ColumnKind.Time => "DATETIME(6)",
        _ => "VARCHAR(500) CHARACTER SET utf8mb4",
    };

    protected override void Fill(CustomerTable table)
    {
        using MySqlTransaction transaction = _connection.BeginTransaction();
        foreach (object?[][] rows in table.Rows.Chunk(100))
        {
            using MySqlCommand insert = _connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT INTO {Dialect.Quote(table.Name)} VALUES "
                + string.Join(", ", rows.Select((row, r) =>
                    $"({string.Join(", ", row.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{r}_{i}")))})"));
            for (int r = 0; r < rows.Length; r++)
            {
                for (int i = 0; i < rows[r].Length; i++)
                    insert.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"@p{r}_{i}"), rows[r][i] ?? DBNull.Value);
            }
            insert.Prepare();
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
