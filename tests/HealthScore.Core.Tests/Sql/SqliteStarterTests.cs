using System.Globalization;
using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class SqliteStarterTests(EngineFixture<SqliteEngine> database)
    : StarterEngineLaws(database.Engine), IClassFixture<EngineFixture<SqliteEngine>>
{
    // It rounds numbers of more digits than doubles have to a neighbour now and then.
    protected override bool ReadsExactly(string text) =>
        NumberTexts.Number(text) is null || text.Split('e', 'E')[0].Where(char.IsAsciiDigit).SkipWhile(digit => digit == '0').Count() <= 17;

    // In every form that it reads, and with the seventh decimal.
    protected override object Stored(DateTimeOffset at, Random random)
    {
        DateTimeOffset local = at.ToOffset(TimeSpan.FromMinutes(15 * random.Next(-48, 48)));
        return random.Next(4) switch
        {
            0 => at.UtcDateTime,
            1 => local.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
            2 => local.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            _ => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        };
    }

    protected override string TimeType => "TEXT";

    protected override string TextThatIgnoresCase => "TEXT COLLATE NOCASE";
}
