using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

public sealed class CustomerMetricsTests
{
    private static readonly CustomerMetrics<Account> Factory = new();

    private static readonly string[] Steps = ["invite", "import", "connect", "launch"];

    [Fact]
    public void The_default_names_are_the_documented_ones() =>
        Assert.Equal(
            ["nps", "setup-progress", "seat-use", "support-load", "days-overdue"],
            Everything(firstDay: null).Select(metric => metric.Name));

    [Fact]
    public void A_first_day_makes_everything_missing_before_it()
    {
        foreach (IMetric<Account> metric in Everything(account => account.FirstDay))
        {
            Assert.Equal(Measurement.None, metric.Measure(new(null), AsOf));
            Assert.Equal(Measurement.None, metric.Measure(new(AsOf + Tick), AsOf));
            Assert.False(metric.Measure(new(AsOf), AsOf).IsMissing);
        }
    }

    [Fact]
    public void Without_a_first_day_the_customer_always_exists() =>
        Assert.All(Everything(firstDay: null), metric => Assert.False(metric.Measure(new(null), AsOf).IsMissing));

    [Theory]
    [InlineData(70, 20, 10, 60.0)]
    [InlineData(50, 30, 20, 30.0)]
    [InlineData(1, 0, 0, 100.0)]
    [InlineData(0, 1, 0, 0.0)]
    [InlineData(0, 0, 1, -100.0)]
    [InlineData(1, 0, 2, -100.0 / 3)]
    public void Nps_is_promoters_less_detractors_in_per_cent(int promoters, int passives, int detractors, double expected)
    {
        SurveyAnswer[] answers =
        [
            .. Answers(promoters, 9, 10), .. Answers(passives, 7, 8), .. Answers(detractors, 0, 6),
        ];
        Assert.Equal(expected, Nps(answers).Value);
    }

    [Theory]
    [InlineData(0, -100)]
    [InlineData(6, -100)]
    [InlineData(7, 0)]
    [InlineData(8, 0)]
    [InlineData(9, 100)]
    [InlineData(10, 100)]
    public void Nps_groups_the_ratings(int rating, double expected) => Assert.Equal(expected, Nps(new SurveyAnswer(AsOf, rating)).Value);

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void Nps_refuses_a_rating_that_is_none(int rating)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Nps(new(AsOf, 9), new(AsOf.AddDays(-1), rating)));
        Assert.Equal(
            $"The survey answer of 2024-02-29T12:00:00.0000000+00:00 is rated {rating}; a rating is 0 to 10.", fault.Message);
    }

    [Fact]
    public void Nps_is_missing_without_an_answer_in_the_window()
    {
        Assert.Equal(Measurement.None, Nps());
        Assert.Equal(Measurement.None, Nps(new SurveyAnswer(AsOf.AddDays(-365), 10)));
        Assert.Equal(Measurement.None, Nps(new SurveyAnswer(AsOf + Tick, 11)));
    }

    [Fact]
    public void Nps_was_observed_with_the_latest_counted_answer()
    {
        DateTimeOffset latest = AsOf.AddDays(-3);
        Assert.Equal(
            new Measurement(0, latest), Nps(new(AsOf.AddDays(-9), 10), new(latest, 3), new(AsOf.AddDays(-5), 7), new(AsOf + Tick, 10)));
        DateTimeOffset first = AsOf.AddDays(-365) + Tick;
        Assert.Equal(new Measurement(100, first), Nps(new SurveyAnswer(first, 10)));
        Assert.Equal(new Measurement(100, AsOf), Nps(new SurveyAnswer(AsOf, 10)));
    }

    [Fact]
    public void Setup_progress_is_the_share_of_the_listed_steps()
    {
        Assert.Equal(0, Setup());
        Assert.Equal(0.5, Setup("import", "invite", "import", "party", "Launch"));
        Assert.Equal(1, Setup("launch", "connect", "import", "invite"));
    }

    [Fact]
    public void Setup_progress_needs_different_steps()
    {
        Assert.Throws<ArgumentException>("steps", () => Factory.SetupProgress(_ => [], []));
        Assert.Throws<ArgumentException>("steps", () => Factory.SetupProgress(_ => [], ["import", "import"]));
        Assert.Throws<ArgumentNullException>("steps", () => Factory.SetupProgress(_ => [], null!));
    }

    [Theory]
    [InlineData(30.0, 40.0, 0.75)]
    [InlineData(50.0, 40.0, 1.25)]
    [InlineData(0.0, 40.0, 0.0)]
    [InlineData(0.0, 0.0, null)]
    [InlineData(3.0, 0.0, null)]
    [InlineData(3.0, -1.0, null)]
    [InlineData(null, 40.0, null)]
    [InlineData(3.0, null, null)]
    [InlineData(3.0, double.PositiveInfinity, null)]
    [InlineData(3.0, double.NaN, null)]
    [InlineData(double.NaN, 40.0, null)]
    public void Seat_use_is_a_ratio_and_never_infinite(double? used, double? paid, double? expected) =>
        Assert.Equal(expected, Factory.SeatUse(_ => used, _ => paid).Measure(With(), AsOf).Value);

    [Theory]
    [InlineData(50.0, 6.0)] // 3 tickets in the window
    [InlineData(300.0, 1.0)]
    [InlineData(0.0, null)]
    [InlineData(null, null)]
    [InlineData(double.PositiveInfinity, null)]
    public void Support_load_is_tickets_per_100_seats(double? seats, double? expected)
    {
        DateTimeOffset start = AsOf.AddDays(-28);
        DateTimeOffset[] opened = [start - Tick, start, start + Tick, AsOf.AddDays(-1), AsOf, AsOf + Tick];
        Assert.Equal(expected, Factory.SupportLoad(_ => opened, _ => seats).Measure(With(), AsOf).Value);
    }

    [Fact]
    public void Support_load_without_tickets_is_0() =>
        Assert.Equal(0, Factory.SupportLoad(_ => [], _ => 10).Measure(With(), AsOf).Value);

    [Theory]
    [InlineData(null, 0)]
    [InlineData("2024-03-15T12:00Z", 0)] // not due yet
    [InlineData("2024-03-01T12:00Z", 0)] // due now
    [InlineData("2024-02-29T12:00:00.0000001Z", 0)] // not quite 24 hours
    [InlineData("2024-02-29T12:00Z", 1)]
    [InlineData("2024-02-28T12:00Z", 2)] // across the leap day
    [InlineData("2024-02-29T14:00+02:00", 1)]
    [InlineData("2023-03-01T12:00Z", 366)]
    public void Days_overdue_are_whole_days_past_the_due_date(string? due, double expected)
    {
        DateTimeOffset? date = due is null ? null : Utc(due);
        Assert.Equal(expected, Factory.DaysOverdue(_ => date).Measure(With(), AsOf).Value);
    }

    [Fact]
    public void A_null_sequence_is_a_fault_and_not_an_empty_one()
    {
        Assert.Contains("'answers'", Fault(Factory.Nps(_ => null!)), StringComparison.Ordinal);
        Assert.Contains("'completedSteps'", Fault(Factory.SetupProgress(_ => null!, Steps)), StringComparison.Ordinal);
        Assert.Contains("'ticketsOpened'", Fault(Factory.SupportLoad(_ => null!, _ => 1)), StringComparison.Ordinal);

        static string Fault(IMetric<Account> metric) =>
            Assert.Throws<InvalidOperationException>(() => metric.Measure(With(), AsOf)).Message;
    }

    [Fact]
    public void Bad_arguments_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Factory.Nps(_ => [], days: 0));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Factory.SupportLoad(_ => [], _ => 1, days: 0));
        Assert.Throws<ArgumentException>("name", () => Factory.Nps(_ => [], name: ""));
        Assert.Throws<ArgumentNullException>("answers", () => Factory.Nps(null!));
        Assert.Throws<ArgumentNullException>("completedSteps", () => Factory.SetupProgress(null!, Steps));
        Assert.Throws<ArgumentNullException>("used", () => Factory.SeatUse(null!, _ => 1));
        Assert.Throws<ArgumentNullException>("paid", () => Factory.SeatUse(_ => 1, null!));
        Assert.Throws<ArgumentNullException>("ticketsOpened", () => Factory.SupportLoad(null!, _ => 1));
        Assert.Throws<ArgumentNullException>("seats", () => Factory.SupportLoad(_ => [], null!));
        Assert.Throws<ArgumentNullException>("oldestUnpaidDueDate", () => Factory.DaysOverdue(null!));
    }

    private static IMetric<Account>[] Everything(Func<Account, DateTimeOffset?>? firstDay) =>
    [
        new CustomerMetrics<Account>(firstDay).Nps(_ => [new SurveyAnswer(AsOf, 9)]),
        new CustomerMetrics<Account>(firstDay).SetupProgress(_ => [], Steps),
        new CustomerMetrics<Account>(firstDay).SeatUse(_ => 1, _ => 2),
        new CustomerMetrics<Account>(firstDay).SupportLoad(_ => [], _ => 2),
        new CustomerMetrics<Account>(firstDay).DaysOverdue(_ => null),
    ];

    private static Measurement Nps(params SurveyAnswer[] answers) => Factory.Nps(_ => answers).Measure(With(), AsOf);

    private static double? Setup(params string[] completed) =>
        Factory.SetupProgress(_ => completed, Steps).Measure(With(), AsOf).Value;

    private static IEnumerable<SurveyAnswer> Answers(int count, int low, int high) =>
        Enumerable.Range(0, count).Select(i => new SurveyAnswer(AsOf.AddDays(-i), i % 2 == 0 ? low : high));
}
