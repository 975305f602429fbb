using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class PostgreSqlRunTests(PostgreSqlTrackingFixture database) : DatabaseRunLaws(database), IClassFixture<PostgreSqlTrackingFixture>;
