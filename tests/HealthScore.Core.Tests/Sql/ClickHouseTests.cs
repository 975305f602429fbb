using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class ClickHouseTests(EngineFixture<ClickHouseEngine> database) : EngineLaws(database.Engine), IClassFixture<EngineFixture<ClickHouseEngine>>
{
    public static new bool IsInstalled => LoopbackServer.Find("clickhouse-server") is not null;
}
