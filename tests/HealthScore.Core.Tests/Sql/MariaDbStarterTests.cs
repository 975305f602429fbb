using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class MariaDbStarterTests(EngineFixture<MariaDbEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<MariaDbEngine>>
{
    // What it makes of a number beyond its greatest is that one, so that one is missing too.
    protected override bool ReadsExactly(string text) => NumberTexts.Number(text) is not (double.MaxValue or double.MinValue);

    public static new bool IsInstalled => LoopbackServer.Find("mariadbd") is not null;

    protected override string TimeType => "DATETIME(6)";

    protected override string TextThatIgnoresCase => "VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
}
