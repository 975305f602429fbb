using System.Data.Common;
using DuckDB.NET.Data;
using HealthScoring.Sql;

namespace HealthScoring.Tests.Sql;

public sealed class DuckDbEngine : Engine
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDbEngine()
        : base(SqlDialect.DuckDb)
    {
        _connection.Open();
    }

    protected override DbConnection Connection => _connection;

    public override void Dispose() => _connection.Dispose();

    protected override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "BIGINT",
        ColumnKind.Number => "DOUBLE",
        ColumnKind.Time => "TIMESTAMP",
        _ => "VARCHAR",
    };

    protected override void Fill(CustomerTable table)
    {
        using DuckDBAppender appender = _connection.CreateAppender(table.Name);
        foreach (object?[] row in table.Rows)
        {
            IDuckDBAppenderRow line = appender.CreateRow();
            foreach (object? value in row)
            {
                _ = value switch
                {
                    null => line.AppendNullValue(),
                    long id => line.AppendValue(id),
                    double number => line.AppendValue(number),
                    DateTime time => line.AppendValue(time),
                    _ => line.AppendValue((string)value),
                };
            }
            line.EndRow();
        }
    }
}
