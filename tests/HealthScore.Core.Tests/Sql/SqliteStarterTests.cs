using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class SqliteStarterTests(EngineFixture<SqliteEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<SqliteEngine>>
{

}
