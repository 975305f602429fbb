using System.Data.Common;
using HealthScoring.Hosting;
using Npgsql;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class PostgreSqlTrackingStoreTests(PostgreSqlTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<PostgreSqlTrackingFixture>
{
    [Fact]
    public async Task Where_nothing_is_to_migrate_no_right_to_make_tables_is_needed()
    {
        await using DbDataSource owner = database.NewDatabase();
        await new SqlTrackingStore(owner, TrackingDatabase.PostgreSql).MigrateAsync(TestContext.Current.CancellationToken);
        await using (DbCommand rights = owner.CreateCommand("""
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            CREATE ROLE reader LOGIN;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO reader;
            """))
            await rights.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Username = "reader" });
        var store = new SqlTrackingStore(source, TrackingDatabase.PostgreSql);

        await store.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Null(await store.ReadLastRunAsync("", DateTimeOffset.MaxValue, TestContext.Current.CancellationToken));
    }
}
