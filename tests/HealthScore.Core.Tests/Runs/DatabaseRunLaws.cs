using System.Data.Common;
using HealthScoring.Hosting;
using Xunit;

namespace HealthScoring.Tests.Runs;

/// <summary>The laws of a run over a real database.</summary>
public abstract class DatabaseRunLaws(ITrackingDatabaseFixture database) : TrackingRunLaws, IAsyncLifetime
{
    private readonly List<DbDataSource> _sources = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (DbDataSource source in _sources)
            await source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal override async Task<ITrackingStore> NewStoreAsync()
    {
        (SqlTrackingStore store, DbDataSource source) = await database.NewStoreAsync();
        _sources.Add(source);
        return store;
    }
}
