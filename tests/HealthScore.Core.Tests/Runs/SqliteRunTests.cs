using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class SqliteRunTests(SqliteTrackingFixture database) : DatabaseRunLaws(database), IClassFixture<SqliteTrackingFixture>;
