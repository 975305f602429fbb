using Xunit;

namespace HealthScoring.Tests.Sql;

public sealed class SqliteTests(EngineFixture<SqliteEngine> database) : EngineLaws(database.Engine), IClassFixture<EngineFixture<SqliteEngine>>
{
    // Ticks before 2026-03-01 12:00:00 UTC, by hand; null where the text is not a time of a form that the page on SQL lists.
    [Theory]
    [InlineData("2026-03-01 11:59:59", 10_000_000L)]
    [InlineData("2026-03-01T11:59:59Z", 10_000_000L)]
    [InlineData("2026-03-01 11:59:59.9999999", 1L)]
    [InlineData("2026-03-01 11:59:59.5", 5_000_000L)]
    [InlineData("2026-03-01 13:59:59.5+02:00", 5_000_000L)]
    [InlineData("2026-03-01 06:29:59-05:30", 10_000_000L)]
    [InlineData("2026-03-01 11:59:59.25Z", 7_500_000L)]
    [InlineData("2026-02-28", 1_296_000_000_000L)]
    [InlineData("1969-12-31 23:59:59.5", 17_723_664_005_000_000L)]
    [InlineData("2026-03-01 13:59:59+0200", null)]
    [InlineData("2026-03-01 11:59:59,5", null)]
    [InlineData("2026-03-01 11:59:59.5e2", null)]
    [InlineData("2026-03-01 11:59", null)]
    [InlineData("2026-03-01 11:59:59.12345678", null)]
    [InlineData("now", null)]
    [InlineData("2461100.5", null)]
    [InlineData("", null)]
    public void A_time_is_read_to_the_tick_or_not_at_all(string text, long? ticks)
    {
        Engine.Load(new("times", [("t", ColumnKind.Text)], [[text]]));

        object? read = Assert.Single(Engine.Query($"SELECT {Engine.Dialect.Ticks("t", "'2026-03-01 12:00:00'")} FROM times"))[0];

        Assert.Equal(ticks, read);
    }
}
