using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class PostgreSqlTrackingStoreTests(PostgreSqlTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<PostgreSqlTrackingFixture>;
