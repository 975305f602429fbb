using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class SqlServerTrackingStoreTests(SqlServerTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<SqlServerTrackingFixture>;
