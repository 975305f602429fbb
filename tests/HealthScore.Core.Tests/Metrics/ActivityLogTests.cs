using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

public sealed class ActivityLogTests
{
    private static readonly string[] Features = ["reports", "alerts", "export", "api"];

    public static TheoryData<string> All => [.. Metrics.Keys];

    private static Dictionary<string, IMetric<Account>> Metrics { get; } = new IMetric<Account>[]
    {
        Log.Frequency(), Log.Breadth(Features), Log.Depth(), Log.ActiveUsers(), Log.Stickiness(), Log.Recency(), Log.Trend(), Log.TopUsersLost(),
    }.ToDictionary(metric => metric.Name, StringComparer.Ordinal);

    [Fact]
    public void The_default_names_are_the_documented_ones() =>
        Assert.Equal(
            [
                "usage-frequency", "usage-breadth", "usage-depth", "active-users", "stickiness", "usage-recency", "usage-trend", "top-users-lost",
            ],
            Metrics.Keys);

    [Fact]
    public void A_name_can_be_chosen()
    {
        Assert.Equal("a", Log.Frequency(7, "a").Name);
        Assert.Equal("b", Log.Breadth(Features, 7, "b").Name);
        Assert.Equal("c", Log.Depth(7, "c").Name);
        Assert.Equal("d", Log.Recency("d").Name);
        Assert.Equal("e", Log.Trend(7, "e").Name);
        Assert.Equal("f", Log.ActiveUsers(7, "f").Name);
        Assert.Equal("g", Log.Stickiness(7, "g").Name);
        Assert.Equal("h", Log.TopUsersLost(3, 7, "h").Name);
        Assert.Throws<ArgumentException>("name", () => Log.Recency(" "));
    }

    [Theory, MemberData(nameof(All))]
    public void Without_a_first_day_it_is_missing(string name) =>
        Assert.Equal(Measurement.None, Metrics[name].Measure(new(null, Use(AsOf.AddDays(-1))), AsOf));

    [Theory, MemberData(nameof(All))]
    public void One_tick_before_the_first_day_it_is_missing(string name) =>
        Assert.Equal(Measurement.None, Metrics[name].Measure(new(AsOf + Tick, Use(AsOf.AddDays(-1))), AsOf));

    [Theory]
    [InlineData("usage-frequency")]
    [InlineData("usage-breadth")]
    [InlineData("usage-depth")]
    [InlineData("active-users")]
    [InlineData("stickiness")]
    [InlineData("usage-recency")]
    public void Exactly_on_the_first_day_an_empty_log_counts_as_0(string name) =>
        Assert.Equal(new Measurement(0), Metrics[name].Measure(new(AsOf), AsOf));

    [Theory]
    [InlineData("usage-frequency", 0.0)]
    [InlineData("usage-breadth", 0.0)]
    [InlineData("usage-depth", 0.0)]
    [InlineData("active-users", 0.0)]
    [InlineData("stickiness", 0.0)]
    [InlineData("usage-recency", 1096.0)]
    [InlineData("usage-trend", 0.0)]
    [InlineData("top-users-lost", null)]
    public void After_the_first_day_an_empty_log_is_measured(string name, double? expected) =>
        Assert.Equal(expected, Metrics[name].Measure(With(), AsOf).Value);

    [Fact]
    public void Before_the_first_day_the_events_are_not_asked_for()
    {
        var log = new ActivityLog<Account>(_ => throw new NotSupportedException(), account => account.FirstDay);
        Assert.True(log.Depth().Measure(new(null), AsOf).IsMissing);
    }

    [Fact]
    public void Events_before_the_first_day_count() =>
        Assert.Equal(1, Log.Frequency().Measure(new(AsOf.AddDays(-1), Use(AsOf.AddDays(-2))), AsOf).Value);

    [Theory, MemberData(nameof(All))]
    public void A_null_log_is_a_fault_and_not_an_empty_one(string name)
    {
        var broken = new ActivityLog<Account>(_ => null!, account => account.FirstDay);
        IMetric<Account> metric = name switch
        {
            "usage-frequency" => broken.Frequency(),
            "usage-breadth" => broken.Breadth(Features),
            "usage-depth" => broken.Depth(),
            "active-users" => broken.ActiveUsers(),
            "stickiness" => broken.Stickiness(),
            "top-users-lost" => broken.TopUsersLost(),
            "usage-recency" => broken.Recency(),
            _ => broken.Trend(),
        };
        var fault = Assert.Throws<InvalidOperationException>(() => metric.Measure(With(), AsOf));
        Assert.Contains("'events' returned null", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_functions_are_required()
    {
        Assert.Throws<ArgumentNullException>("events", () => new ActivityLog<Account>(null!, _ => null));
        Assert.Throws<ArgumentNullException>("firstDay", () => new ActivityLog<Account>(_ => [], null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_window_is_at_least_a_day(int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.Frequency(length));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.Breadth(Features, length));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.Depth(length));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.Trend(length));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.ActiveUsers(length));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.Stickiness(length));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Log.TopUsersLost(days: length));
        Assert.Throws<ArgumentOutOfRangeException>("top", () => Log.TopUsersLost(top: length));
    }

    [Fact]
    public void A_window_may_be_longer_than_time_itself()
    {
        Account account = With(Use(DateTimeOffset.MinValue), Use(AsOf));
        Assert.Equal(2, Log.Frequency(int.MaxValue).Measure(account, AsOf).Value);
        Assert.Equal(0.25, Log.Breadth(Features, int.MaxValue).Measure(account, AsOf).Value);
        Assert.Equal(2, Log.Depth(int.MaxValue).Measure(account, AsOf).Value);
        Assert.True(Log.Trend(int.MaxValue).Measure(account, AsOf).IsMissing);
        Assert.Equal(1, Log.ActiveUsers(int.MaxValue).Measure(account, AsOf).Value);
        Assert.Equal(2.0 / int.MaxValue, Log.Stickiness(int.MaxValue).Measure(account, AsOf).Value);
        Assert.True(Log.TopUsersLost(days: int.MaxValue).Measure(account, AsOf).IsMissing);
    }

    [Fact]
    public void Frequency_counts_days_and_not_events()
    {
        Account account = With(
            Use(Utc("2024-03-01T09:00Z")), Use(Utc("2024-03-01T11:00Z"), user: "bob"), Use(Utc("2024-02-27T09:00Z")));
        Assert.Equal(2, Log.Frequency().Measure(account, AsOf).Value);
    }

    [Theory]
    [InlineData("2024-02-28T00:00:00.0000000Z", 1)] // the first of 3 days: 28 and 29 February, 1 March
    [InlineData("2024-02-27T23:59:59.9999999Z", 0)]
    [InlineData("2024-03-01T12:00:00.0000000Z", 1)] // asOf itself
    [InlineData("2024-03-01T12:00:00.0000001Z", 0)] // later on the same day
    [InlineData("2024-02-28T01:00:00.0000000+01:00", 1)] // midnight UTC, written elsewhere
    [InlineData("2024-02-28T00:59:59.9999999+01:00", 0)] // still 27 February in UTC
    public void Frequency_looks_at_whole_utc_days_up_to_as_of(string at, double expected) =>
        Assert.Equal(expected, Log.Frequency(days: 3).Measure(With(Use(Utc(at))), AsOf).Value);

    [Fact]
    public void Frequency_counts_the_leap_day()
    {
        Account account = With(Use(Utc("2024-02-28T10:00Z")), Use(Utc("2024-02-29T10:00Z")), Use(Utc("2024-03-01T10:00Z")));
        Assert.Equal(3, Log.Frequency(days: 3).Measure(account, AsOf).Value);
        Assert.Equal(2, Log.Frequency(days: 2).Measure(account, AsOf).Value);
        Assert.Equal(1, Log.Frequency(days: 1).Measure(account, AsOf).Value);
    }

    [Fact]
    public void Frequency_in_an_ordinary_year_goes_from_28_february_to_1_march()
    {
        Account account = With(Use(Utc("2023-02-27T10:00Z")), Use(Utc("2023-02-28T10:00Z")), Use(Utc("2023-03-01T10:00Z")));
        DateTimeOffset asOf = Utc("2023-03-01T12:00Z");
        Assert.Equal(2, Log.Frequency(days: 2).Measure(account with { FirstDay = asOf.AddYears(-1) }, asOf).Value);
    }

    [Fact]
    public void Frequency_takes_the_day_of_as_of_in_utc()
    {
        // 2 March 00:30 in Berlin's winter is still 1 March in UTC.
        DateTimeOffset asOf = Utc("2024-03-02T00:30+01:00");
        Assert.Equal(1, Log.Frequency(days: 1).Measure(With(Use(Utc("2024-03-01T00:00Z"))), asOf).Value);
    }

    [Fact]
    public void Breadth_is_the_share_of_the_listed_features_used()
    {
        Account account = With(
            Use(AsOf.AddDays(-1), feature: "reports"), Use(AsOf.AddDays(-2), feature: "reports"), Use(AsOf, feature: "api"));
        Assert.Equal(0.5, Log.Breadth(Features).Measure(account, AsOf).Value);
    }

    [Fact]
    public void Breadth_does_not_count_unlisted_features_and_minds_case()
    {
        Account account = With(
            Use(AsOf, feature: "login"), Use(AsOf, feature: "Reports"), Use(AsOf, feature: "alerts"), Use(AsOf, feature: null!));
        Assert.Equal(0.25, Log.Breadth(Features).Measure(account, AsOf).Value);
    }

    [Fact]
    public void Breadth_does_not_follow_later_changes_of_the_list()
    {
        List<string> features = ["reports", "alerts"];
        IMetric<Account> breadth = Log.Breadth(features);
        features.Add("export");
        Assert.Equal(0.5, breadth.Measure(With(Use(AsOf)), AsOf).Value);
    }

    [Fact]
    public void Breadth_needs_different_features()
    {
        Assert.Throws<ArgumentException>("features", () => Log.Breadth([]));
        Assert.Throws<ArgumentException>("features", () => Log.Breadth(["api", "reports", "api"]));
        Assert.Throws<ArgumentException>("features", () => Log.Breadth(["api", null!]));
        Assert.Throws<ArgumentNullException>("features", () => Log.Breadth(null!));
        Assert.Equal("usage-breadth", Log.Breadth(["api", "API"]).Name);
    }

    [Fact]
    public void Depth_is_events_per_active_user()
    {
        Account account = With(
            Use(AsOf, "ann"), Use(AsOf.AddHours(-1), "ann"), Use(AsOf.AddDays(-1), "ann"), Use(AsOf, "bob"), Use(AsOf, "Bob"),
            Use(AsOf.AddDays(-99), "eve"));
        Assert.Equal(5.0 / 3, Log.Depth().Measure(account, AsOf).Value);
    }

    [Fact]
    public void Active_users_are_counted_once_each()
    {
        Account account = With(Use(AsOf, "ann"), Use(AsOf.AddDays(-1), "ann"), Use(AsOf.AddDays(-3), "bob"), Use(AsOf.AddDays(-28), "eve"));
        Assert.Equal(2, Log.ActiveUsers().Measure(account, AsOf).Value);
    }

    [Fact]
    public void Stickiness_is_the_mean_of_daily_users_over_the_users_of_all_days()
    {
        // Of 7 days: ann on 5, twice on one of them, and bob on 2; that is 1 user a day of 2.
        Account account = With(
        [
            .. Enumerable.Range(0, 5).Select(day => Use(AsOf.AddDays(-day))), Use(AsOf.AddHours(-1)),
            Use(AsOf.AddDays(-1), "bob"), Use(AsOf.AddDays(-6), "bob"), Use(AsOf.AddDays(-7), "eve"),
        ]);
        Assert.Equal(0.5, Log.Stickiness(days: 7).Measure(account, AsOf).Value);
        Assert.Equal(1, Log.Stickiness(days: 1).Measure(account, AsOf).Value);
    }

    [Fact]
    public void Top_users_lost_are_counted_and_named()
    {
        // Before: carla 5, ann 3, bob 3, dan 1. Since: bob and a new user.
        Account account = With(
        [
            .. Uses("dan", 1), .. Uses("ann", 3), .. Uses("bob", 3), .. Uses("carla", 5), Use(AsOf.AddDays(-2), "bob"), Use(AsOf, "eve"),
        ]);
        Assert.Equal(new Measurement(2), Log.TopUsersLost().Measure(account, AsOf));
        Assert.Equal(["carla", "ann"], Log.TopUsersLost().Users(account, AsOf));
        Assert.Equal(["carla"], Log.TopUsersLost(top: 1).Users(account, AsOf));
        Assert.Equal(["carla", "ann", "dan"], Log.TopUsersLost(top: 9).Users(account, AsOf));

        static IEnumerable<UsageEvent> Uses(string user, int count) =>
            Enumerable.Range(0, count).Select(hour => Use(AsOf.AddDays(-30).AddHours(hour), user));
    }

    [Fact]
    public void No_top_user_is_lost_while_all_are_there_and_none_can_be_where_nobody_was()
    {
        Account all = With(Use(AsOf.AddDays(-30)), Use(AsOf));
        Assert.Equal(new Measurement(0), Log.TopUsersLost().Measure(all, AsOf));
        Assert.Empty(Log.TopUsersLost().Users(all, AsOf));
        Account recent = With(Use(AsOf));
        Assert.Equal(Measurement.None, Log.TopUsersLost().Measure(recent, AsOf));
        Assert.Empty(Log.TopUsersLost().Users(recent, AsOf));
        Assert.Empty(Log.TopUsersLost().Users(new(null), AsOf));
    }

    [Theory]
    [InlineData(-1, false)] // one tick before the window's start
    [InlineData(0, false)] // exactly on it
    [InlineData(1, true)]
    public void A_clock_window_starts_exclusively(long ticks, bool counts)
    {
        Account account = With(Use(AsOf.AddDays(-7).AddTicks(ticks)));
        Assert.Equal(counts ? 1 : 0, Log.Depth(days: 7).Measure(account, AsOf).Value);
        Assert.Equal(counts ? 0.25 : 0, Log.Breadth(Features, days: 7).Measure(account, AsOf).Value);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)] // exactly asOf
    [InlineData(1, false)]
    public void A_clock_window_ends_inclusively(long ticks, bool counts)
    {
        Account account = With(Use(AsOf.AddTicks(ticks)));
        Assert.Equal(counts ? 1 : 0, Log.Depth(days: 7).Measure(account, AsOf).Value);
        Assert.Equal(counts ? 0.25 : 0, Log.Breadth(Features, days: 7).Measure(account, AsOf).Value);
    }

    [Fact]
    public void A_clock_window_is_24_hours_a_day_when_the_clocks_change()
    {
        // Berlin's clocks went forward on 31 March 2024: a day back from 12:00+02:00 is 11:00+01:00.
        DateTimeOffset asOf = Utc("2024-03-31T12:00+02:00");
        Assert.Equal(0, Log.Depth(days: 1).Measure(With(Use(Utc("2024-03-30T11:00+01:00"))), asOf).Value);
        Assert.Equal(1, Log.Depth(days: 1).Measure(With(Use(Utc("2024-03-30T11:00:01+01:00"))), asOf).Value);
    }

    [Fact]
    public void Recency_is_the_fraction_of_days_since_the_last_event()
    {
        Account account = With(Use(AsOf.AddHours(-36)), Use(AsOf.AddDays(-10)), Use(AsOf + Tick));
        Assert.Equal(1.5, Log.Recency().Measure(account, AsOf).Value);
        Assert.Equal(0, Log.Recency().Measure(With(Use(AsOf)), AsOf).Value);
    }

    [Fact]
    public void Recency_counts_the_leap_day() =>
        Assert.Equal(2, Log.Recency().Measure(With(Use(Utc("2024-02-28T12:00Z"))), AsOf).Value);

    [Fact]
    public void Recency_without_an_event_runs_from_the_first_day()
    {
        Assert.Equal(2.25, Log.Recency().Measure(new(AsOf.AddHours(-54)), AsOf).Value);
        Assert.Equal(2.25, Log.Recency().Measure(new(AsOf.AddHours(-54), Use(AsOf + Tick)), AsOf).Value);
    }

    [Theory]
    [InlineData(3, 2, 50.0)]
    [InlineData(1, 4, -75.0)]
    [InlineData(0, 4, -100.0)]
    [InlineData(4, 4, 0.0)]
    [InlineData(0, 0, 0.0)]
    [InlineData(1, 0, null)]
    public void Trend_is_the_change_in_per_cent(int now, int before, double? expected)
    {
        UsageEvent[] events =
        [
            .. Enumerable.Range(0, now).Select(hours => Use(AsOf.AddDays(-3).AddHours(hours))),
            .. Enumerable.Range(0, before).Select(hours => Use(AsOf.AddDays(-10).AddHours(hours))),
            Use(AsOf.AddDays(-20)),
        ];
        Assert.Equal(new Measurement(expected), Log.Trend(days: 7).Measure(With(events), AsOf));
    }

    [Fact]
    public void Trend_counts_every_event_in_exactly_one_window()
    {
        // On the later window's start: the earlier window. On the earlier window's start: neither.
        Account account = With(Use(AsOf), Use(AsOf.AddDays(-7) + Tick), Use(AsOf.AddDays(-7)), Use(AsOf.AddDays(-14)), Use(AsOf + Tick));
        Assert.Equal(100, Log.Trend(days: 7).Measure(account, AsOf).Value);
    }

    [Fact]
    public void Trend_needs_two_windows_since_the_first_day()
    {
        DateTimeOffset start = AsOf.AddDays(-14);
        Assert.Equal(0, Log.Trend(days: 7).Measure(new(start), AsOf).Value);
        Assert.Equal(Measurement.None, Log.Trend(days: 7).Measure(new(start + Tick), AsOf));
        Assert.Equal(Measurement.None, Log.Trend(days: 7).Measure(new(start + Tick, Use(AsOf), Use(AsOf.AddDays(-10))), AsOf));
    }

    [Fact]
    public void Trend_works_at_the_beginning_of_time()
    {
        DateTimeOffset asOf = DateTimeOffset.MinValue.AddDays(2).ToOffset(TimeSpan.FromHours(-14));
        Assert.Equal(0, Log.Trend(days: 1).Measure(new(DateTimeOffset.MinValue), asOf).Value);
    }
}
