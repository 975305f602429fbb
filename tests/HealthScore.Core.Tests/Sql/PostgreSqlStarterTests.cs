using HealthScoring.Samples.Sharded;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class PostgreSqlStarterTests(EngineFixture<PostgreSqlEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<PostgreSqlEngine>>
{
    public static new bool IsInstalled => PostgresServer.FindPrograms() is not null;
}
