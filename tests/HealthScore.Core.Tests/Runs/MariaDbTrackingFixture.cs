using System.Data.Common;
using HealthScoring.Hosting;
using HealthScoring.Tests.Sql;
using MySqlConnector;
using Xunit;

namespace HealthScoring.Tests.Runs;

/// <summary>A MariaDB server of its own.</summary>
public sealed class MariaDbTrackingFixture : ITrackingDatabaseFixture, IDisposable
{
    private readonly Lazy<MariaDbServer> _server = new(() => new MariaDbServer("--max-connections=300"));
    private int _count;

    public TrackingDatabase Database => TrackingDatabase.MySql;

    public DbDataSource NewDatabase()
    {
        if (!MariaDbServer.IsInstalled)
            Assert.Skip("MariaDB is not installed.");
        string name = $"health{Interlocked.Increment(ref _count)}";
        using (var connection = new MySqlConnection(_server.Value.ConnectionString + ";Pooling=false"))
        {
            connection.Open();
            using MySqlCommand create = connection.CreateCommand();
            // Not the collation of the tables: they name their own.
            create.CommandText = $"CREATE DATABASE {name} CHARACTER SET latin1 COLLATE latin1_swedish_ci";
            create.ExecuteNonQuery();
        }
        return new MySqlDataSource($"{_server.Value.ConnectionString};Database={name}");
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
    }
}
