using System.Data.Common;
using HealthScoring.Hosting;
using Microsoft.Data.Sqlite;

namespace HealthScoring.Tests.Runs;

/// <summary>SQLite in files of a folder that goes with it.</summary>
public sealed class SqliteTrackingFixture : ITrackingDatabaseFixture, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("healthscore-sqlite-").FullName;
    private int _count;

    public TrackingDatabase Database => TrackingDatabase.Sqlite;

    public DbDataSource NewDatabase() => SqliteFactory.Instance.CreateDataSource(
        $"Data Source={Path.Combine(_folder, $"{Interlocked.Increment(ref _count)}.db")};Default Timeout=120");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
