using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class MariaDbTests(EngineFixture<MariaDbEngine> database) : EngineLaws(database.Engine), IClassFixture<EngineFixture<MariaDbEngine>>
{
    public static new bool IsInstalled => LoopbackServer.Find("mariadbd") is not null;
}
