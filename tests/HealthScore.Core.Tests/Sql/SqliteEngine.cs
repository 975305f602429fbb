using System.Data.Common;
using System.Globalization;
using HealthScoring.Sql;
using Microsoft.Data.Sqlite;

namespace HealthScoring.Tests.Sql;

public sealed class SqliteEngine : Engine
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteEngine()
        : base(SqlDialect.Sqlite)
    {
        _connection.Open();
    }

    public override bool StoresNaN => false;

    protected override DbConnection Connection => _connection;

    public override void Dispose() => _connection.Dispose();

    protected override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "INTEGER",
        ColumnKind.Number => "REAL",
        _ => "TEXT",
    };

    protected override void Give(DbParameter parameter, DateTime time) =>
        (parameter.ParameterName, parameter.Value) = ("@as_of", time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
}
