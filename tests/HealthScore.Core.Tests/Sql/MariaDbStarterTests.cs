using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class MariaDbStarterTests(EngineFixture<MariaDbEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<MariaDbEngine>>
{
    public static new bool IsInstalled => LoopbackServer.Find("mariadbd") is not null;
}
