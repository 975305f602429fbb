using System.Data.Common;
using HealthScoring.Hosting;

namespace HealthScoring.Tests.Runs;

/// <summary>
/// The statements for SQL Server, of which there is none here: its parser reads each, and SQLite runs it with the few words changed that it does
/// not know. So it says nothing about locks.
/// </summary>
public sealed class SqlServerTrackingFixture : ITrackingDatabaseFixture, IDisposable
{
    private readonly SqliteTrackingFixture _files = new();

    public TrackingDatabase Database => TrackingDatabase.SqlServer;

    public DbDataSource NewDatabase() => new TransactSqlDataSource(_files.NewDatabase());

    public void Dispose() => _files.Dispose();
}
