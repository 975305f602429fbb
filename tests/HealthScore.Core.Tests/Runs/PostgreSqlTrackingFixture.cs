using System.Data.Common;
using HealthScoring.Hosting;
using HealthScoring.Samples.Sharded;
using Npgsql;
using Xunit;

namespace HealthScoring.Tests.Runs;

/// <summary>A PostgreSQL server of its own.</summary>
public sealed class PostgreSqlTrackingFixture : ITrackingDatabaseFixture, IDisposable
{
    private readonly Lazy<PostgresServer> _server = new(() => PostgresServer.Start("max_connections=300"));
    private int _count;

    public TrackingDatabase Database => TrackingDatabase.PostgreSql;

    public DbDataSource NewDatabase()
    {
        if (PostgresServer.FindPrograms() is null)
            Assert.Skip("PostgreSQL is not installed.");
        string name = $"health{Interlocked.Increment(ref _count)}";
        using (var connection = new NpgsqlConnection(_server.Value.ConnectionString + ";Pooling=false"))
        {
            connection.Open();
            using NpgsqlCommand create = connection.CreateCommand();
            create.CommandText = $"CREATE DATABASE {name}";
            create.ExecuteNonQuery();
        }
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_server.Value.ConnectionString) { Database = name });
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
    }
}
