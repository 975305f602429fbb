using System.Data.Common;
using HealthScoring.Samples.Sharded;
using HealthScoring.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HealthScoring.Tests.Sql;

public sealed class PostgreSqlEngine : Engine
{
    private readonly PostgresServer _server;
    private readonly NpgsqlConnection _connection;

    public PostgreSqlEngine()
        : base(SqlDialect.PostgreSql)
    {
        _server = PostgresServer.Start();
        _connection = new(_server.ConnectionString);
        _connection.Open();
    }

    protected override DbConnection Connection => _connection;

    public override void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
    }

    protected override void Give(DbParameter parameter, DateTime time) => parameter.Value = time;

    protected override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "bigint",
        ColumnKind.Number => "double precision",
        ColumnKind.Time => "timestamptz",
        _ => "text",
    };

    protected override void Fill(CustomerTable table)
    {
        using NpgsqlBinaryImporter writer = _connection.BeginBinaryImport($"COPY {Dialect.Quote(table.Name)} FROM STDIN (FORMAT BINARY)");
        foreach (object?[] row in table.Rows)
        {
            writer.StartRow();
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] is not { } value)
                    writer.WriteNull();
                else
                {
                    writer.Write(value, table.Columns[i].Kind switch
                    {
                        ColumnKind.Id => NpgsqlDbType.Bigint,
                        ColumnKind.Number => NpgsqlDbType.Double,
                        ColumnKind.Time => NpgsqlDbType.TimestampTz,
                        _ => NpgsqlDbType.Text,
                    });
                }
            }
        }
        writer.Complete();
    }
}
