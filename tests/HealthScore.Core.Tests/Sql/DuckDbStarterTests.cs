using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class DuckDbStarterTests(EngineFixture<DuckDbEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<DuckDbEngine>>
{
    protected override string TimeType => "TIMESTAMP";

    protected override string TextThatIgnoresCase => "VARCHAR COLLATE NOCASE";
}
