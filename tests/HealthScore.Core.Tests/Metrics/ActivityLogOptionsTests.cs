using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

public sealed class ActivityLogOptionsTests
{
    private static readonly TimeZoneInfo Auckland = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");

    private static readonly UsageEvent[] AucklandsWeek =
    [
        .. from day in Enumerable.Range(12, 5) // Monday 12 to Friday 16 February 2024
           from hour in (int[])[9, 17]
           select Use(new(2024, 2, day, hour, 0, 0, TimeSpan.FromHours(13))),
    ];

    [Fact]
    public void Aucklands_monday_to_friday_is_five_active_days()
    {
        DateTimeOffset saturday = Utc("2024-02-17T10:00+13:00");
        Assert.Equal(5, Reading(new() { TimeZone = _ => Auckland }).Frequency(7).Measure(With(AucklandsWeek), saturday).Value);
        Assert.Equal(6, Reading(null).Frequency(7).Measure(With(AucklandsWeek), saturday).Value); // Sunday to Friday in UTC
    }

    [Fact]
    public void Aucklands_stickiness_is_of_its_own_days()
    {
        DateTimeOffset saturday = Utc("2024-02-17T10:00+13:00");
        Assert.Equal(5.0 / 7, Reading(new() { TimeZone = _ => Auckland }).Stickiness(7).Measure(With(AucklandsWeek), saturday).Value);
    }

    [Fact]
    public void The_time_zone_is_the_customers()
    {
        var log = new ActivityLog<(TimeZoneInfo Zone, UsageEvent[] Events)>(
            customer => customer.Events, _ => LongAgo, new() { TimeZone = customer => customer.Zone });
        DateTimeOffset saturday = Utc("2024-02-17T10:00+13:00");
        Assert.Equal(5, log.Frequency(7).Measure((Auckland, AucklandsWeek), saturday).Value);
        Assert.Equal(6, log.Frequency(7).Measure((TimeZoneInfo.Utc, AucklandsWeek), saturday).Value);
    }

    [Fact]
    public void A_time_zone_that_is_null_is_a_fault_with_a_remedy()
    {
        ActivityLog<Account> log = Reading(new() { TimeZone = _ => null! });
        Assert.Equal(
            "The function 'TimeZone' returned null. Return TimeZoneInfo.Utc where the zone is not known.",
            Assert.Throws<InvalidOperationException>(() => log.Frequency().Measure(With(), AsOf)).Message);
        Assert.Equal(Measurement.None, log.Frequency().Measure(new(null), AsOf));
    }

    [Fact]
    public void A_daily_user_seen_at_midnight_has_seven_of_seven_complete_days()
    {
        DateTimeOffset midnight = Utc("2024-03-01T00:00Z");
        UsageEvent[] daily = [.. Enumerable.Range(-3, 40).Select(day => Use(midnight.AddDays(-day).AddHours(9)))];
        Assert.Equal(7, Reading(new() { CompleteDays = true }).Frequency(7).Measure(With(daily), midnight).Value);
        Assert.Equal(1, Reading(new() { CompleteDays = true }).Stickiness(7).Measure(With(daily), midnight).Value);
        Assert.Equal(6, Reading(null).Frequency(7).Measure(With(daily), midnight).Value);
    }

    [Theory]
    [InlineData("2024-04-06T00:00+13:00")]
    [InlineData("2024-04-06T15:00+13:00")]
    [InlineData("2024-04-06T23:59:59.9999999+13:00")]
    public void Complete_days_give_one_number_all_day(string asOf)
    {
        ActivityLog<Account> log = Reading(new() { TimeZone = _ => Auckland, CompleteDays = true });
        Account account = With(
        [
            .. Enumerable.Range(0, 30).SelectMany(day => Enumerable.Range(0, 6).Select(hour =>
                Use(Utc("2024-04-08T02:00+12:00").AddDays(-day).AddHours(4 * hour), user: $"user {hour % 2}"))),
        ]);
        IMetric<Account>[] metrics =
        [
            log.Frequency(7), log.Breadth(["reports"], 7), log.Depth(7), log.ActiveUsers(7), log.Stickiness(7), log.Trend(7),
        ];
        Assert.Equal(
            [7, 1, 21, 2, 1, 0],
            metrics.Select(metric => metric.Measure(account, Utc(asOf)).Value.GetValueOrDefault()));
    }

    // Auckland's clocks went back on Sunday 7 April 2024, which had 25 hours.
    [Theory]
    [InlineData("2024-04-07T00:00:00+13:00", 1)]
    [InlineData("2024-04-06T23:59:59.9999999+13:00", 0)]
    [InlineData("2024-04-07T23:59:59.9999999+12:00", 1)]
    [InlineData("2024-04-08T00:00:00+12:00", 0)]
    public void A_complete_day_is_as_long_as_the_clocks_make_it(string at, double expected)
    {
        ActivityLog<Account> log = Reading(new() { TimeZone = _ => Auckland, CompleteDays = true });
        DateTimeOffset monday = Utc("2024-04-08T12:00+12:00");
        Assert.Equal(expected, log.Frequency(1).Measure(With(Use(Utc(at))), monday).Value);
        Assert.Equal(expected, log.Depth(1).Measure(With(Use(Utc(at))), monday).Value);
    }

    [Fact]
    public void The_windows_of_a_trend_of_complete_days_start_with_the_first_day()
    {
        IMetric<Account> trend = Reading(new() { CompleteDays = true }).Trend(7);
        UsageEvent[] events = [Use(Utc("2024-02-16T00:00Z")), Use(Utc("2024-02-23T00:00Z")), Use(Utc("2024-02-29T23:59Z")), Use(AsOf)];
        Assert.Equal(100, trend.Measure(new(Utc("2024-02-16T18:00Z"), events), AsOf).Value);
        Assert.Equal(Measurement.None, trend.Measure(new(Utc("2024-02-17T00:00Z"), events), AsOf));
    }

    [Fact]
    public void Recency_has_no_window_to_end_at_midnight() =>
        Assert.Equal(0.25, Reading(new() { CompleteDays = true }).Recency().Measure(With(Use(AsOf.AddHours(-6))), AsOf).Value);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Triple_delivery_counts_once(bool withIds)
    {
        Account account = With(ThreeTimes(withIds));
        Assert.Equal(10, Reading(null).Depth(7).Measure(account, AsOf).Value);
        Assert.Equal(0, Reading(null).Trend(7).Measure(account, AsOf).Value);
    }

    [Fact]
    public void Triple_delivery_makes_nobody_a_top_user()
    {
        UsageEvent[] ann = [.. Enumerable.Range(0, 5).Select(hour => Use(AsOf.AddDays(-10).AddHours(hour)))];
        UsageEvent[] bob = [.. Enumerable.Range(0, 6).Select(hour => Use(AsOf.AddDays(-10).AddHours(hour), "bob"))];
        Account account = With([.. ann, .. bob, .. ann, .. ann, Use(AsOf)]);
        Assert.Equal(["bob"], Reading(null).TopUsersLost(1, 7).Users(account, AsOf));
        Assert.Empty(Reading(new() { CountRepeats = true }).TopUsersLost(1, 7).Users(account, AsOf));
    }

    [Fact]
    public void Repeats_count_on_request()
    {
        ActivityLog<Account> log = Reading(new() { CountRepeats = true });
        Assert.Equal(30, log.Depth(7).Measure(With(ThreeTimes(withIds: true)), AsOf).Value);
        Assert.Equal(200, log.Trend(7).Measure(With(ThreeTimes(withIds: false)), AsOf).Value);
    }

    [Fact]
    public void Events_with_different_ids_or_without_the_same_instant_user_and_feature_are_different()
    {
        UsageEvent use = Use(AsOf) with { Id = "1" };
        Account account = With(
            use, use with { Id = "2" }, use with { Id = null }, use with { Id = "" }, use with { Id = null, At = AsOf - Tick },
            use with { Id = null, Feature = "Reports" }, use with { At = AsOf - Tick });
        Assert.Equal(5, Reading(null).Depth().Measure(account, AsOf).Value);
    }

    // Ten events in each of two windows of 7 days; the later ones are delivered three times, in three offsets.
    private static UsageEvent[] ThreeTimes(bool withIds) =>
    [
        .. from window in (int[])[0, 1]
           from hour in Enumerable.Range(0, 10)
           from copy in Enumerable.Range(0, window == 0 ? 3 : 1)
           let at = AsOf.AddDays(-3 - 7 * window).AddHours(hour)
           select withIds
               ? Use(at.AddSeconds(copy)) with { Id = $"{window}-{hour}" }
               : Use(at.ToOffset(TimeSpan.FromHours(copy))),
    ];

    private static ActivityLog<Account> Reading(ActivityLogOptions<Account>? options) =>
        new(account => account.Events, account => account.FirstDay, options);
}
