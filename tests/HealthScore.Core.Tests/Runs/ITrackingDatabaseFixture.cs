using System.Data.Common;
using HealthScoring.Hosting;

namespace HealthScoring.Tests.Runs;

/// <summary>A database server for the tests of a class, with as many empty databases as they ask for.</summary>
public interface ITrackingDatabaseFixture
{
    TrackingDatabase Database { get; }

    /// <summary>A new, empty database; the caller disposes what opens it. Skips the test where the server is not installed.</summary>
    DbDataSource NewDatabase();

    /// <summary>A store in a new database, with its tables and nothing in them.</summary>
    async Task<(SqlTrackingStore Store, DbDataSource Source)> NewStoreAsync()
    {
        DbDataSource source = NewDatabase();
        SqlTrackingStore store = new(source, Database);
        await store.MigrateAsync();
        return (store, source);
    }
}
