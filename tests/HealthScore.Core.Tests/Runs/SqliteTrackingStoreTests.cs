using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class SqliteTrackingStoreTests(SqliteTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<SqliteTrackingFixture>;
