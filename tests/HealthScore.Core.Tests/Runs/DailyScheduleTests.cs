using HealthScoring.Hosting;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class DailyScheduleTests
{
    // The transitions are those that the authorities published.
    [Theory]
    [InlineData("UTC", "02:00", "2026-11-02T01:59:59Z", "2026-11-01T02:00:00Z", "2026-11-02T02:00:00Z")]
    [InlineData("UTC", "02:00", "2026-11-02T02:00:00Z", "2026-11-02T02:00:00Z", "2026-11-03T02:00:00Z")]
    // Berlin goes from 02:00 to 03:00 at 2026-03-29T01:00Z: 02:30 would have been half an hour after the jump.
    [InlineData("Europe/Berlin", "02:30", "2026-03-29T12:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z")]
    // And from 03:00 back to 02:00 at 2026-10-25T01:00Z: 02:30 comes at 00:30Z and at 01:30Z.
    [InlineData("Europe/Berlin", "02:30", "2026-10-25T01:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    // Lord Howe Island moves by half an hour: from 02:00 to 02:30 on 2026-10-04, at 15:30Z of the day before.
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-03T20:00:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z")]
    // Samoa left out the 30th of December 2011: the noon of that day is the noon of the next.
    [InlineData("Pacific/Apia", "12:00", "2011-12-31T00:00:00Z", "2011-12-30T22:00:00Z", "2011-12-31T22:00:00Z")]
    [InlineData("Pacific/Apia", "12:00", "2011-12-30T10:00:00Z", "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z")]
    public void The_last_and_the_next_instant(string zone, string at, string now, string last, string next)
    {
        var schedule = new DailySchedule(TimeOnly.Parse(at, null), TimeZoneInfo.FindSystemTimeZoneById(zone));
        DateTimeOffset time = DateTimeOffset.Parse(now, null);
        Assert.Equal(DateTimeOffset.Parse(last, null), schedule.Last(time));
        Assert.Equal(DateTimeOffset.Parse(next, null), schedule.Next(time));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    public void From_next_to_next_no_day_is_left_out_and_none_comes_twice(string zone)
    {
        TimeZoneInfo place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        foreach (int quarter in Enumerable.Range(0, 96))
        {
            var schedule = new DailySchedule(TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(15 * quarter)), place);
            DateTimeOffset instant = schedule.Next(new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero));
            DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, place).DateTime);
            for (int i = 0; i < 730; i++)
            {
                DateTimeOffset next = schedule.Next(instant);
                Assert.Equal(instant, schedule.Last(next - TimeSpan.FromTicks(1)));
                Assert.Equal(day = day.AddDays(1), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, place).DateTime));
                instant = next;
            }
        }
    }
}
