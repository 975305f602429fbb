using HealthScoring.Samples.Sharded;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class PostgreSqlStarterTests(EngineFixture<PostgreSqlEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<PostgreSqlEngine>>
{
    public static new bool IsInstalled => PostgresServer.FindPrograms() is not null;

    protected override string TimeType => "timestamptz";

    protected override string TextThatIgnoresCase
    {
        get
        {
            Engine.Execute("CREATE COLLATION IF NOT EXISTS ignores_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            return "text COLLATE ignores_case";
        }
    }
}
