using System.Data.Common;
using HealthScoring.Hosting;
using MySqlConnector;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class MariaDbTrackingStoreTests(MariaDbTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<MariaDbTrackingFixture>
{
    [Fact]
    public async Task Where_nothing_is_to_migrate_no_right_to_make_tables_is_needed()
    {
        await using DbDataSource owner = database.NewDatabase();
        await new SqlTrackingStore(owner, TrackingDatabase.MySql).MigrateAsync(TestContext.Current.CancellationToken);
        string name = new MySqlConnectionStringBuilder(owner.ConnectionString).Database;
        await using (DbCommand rights = owner.CreateCommand(
            $"CREATE USER reader IDENTIFIED BY 'reader'; GRANT SELECT, INSERT, UPDATE, DELETE ON {name}.* TO reader;"))
            await rights.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var source = new MySqlDataSource(
            new MySqlConnectionStringBuilder(owner.ConnectionString) { UserID = "reader", Password = "reader" }.ConnectionString);
        var store = new SqlTrackingStore(source, TrackingDatabase.MySql);

        await store.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Null(await store.ReadLastRunAsync("", DateTimeOffset.MaxValue, TestContext.Current.CancellationToken));
    }
}
