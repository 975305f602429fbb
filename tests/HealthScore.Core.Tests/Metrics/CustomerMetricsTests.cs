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
            [
                "nps", "nps-skipped", "csat", "ces", "setup-progress", "seat-use", "limit-use", "support-load", "days-overdue", "failed-payments",
                "days-until-renewal", "days-since-milestone",
            ],
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
    [InlineData(int.MaxValue)]
    public void Nps_skips_and_counts_a_rating_that_is_none(int rating)
    {
        SurveyAnswer[] answers = [new(AsOf.AddDays(-1), rating), new(AsOf.AddDays(-2), 9), new(AsOf + Tick, 11), new(AsOf.AddDays(-365), 11)];
        SurveyMetric<Account> nps = Factory.Nps(_ => answers);
        Assert.Equal(new Measurement(100, AsOf.AddDays(-2)), nps.Measure(With(), AsOf));
        Assert.Equal("nps-skipped", nps.Skipped().Name);
        Assert.Equal(new Measurement(1), nps.Skipped().Measure(With(), AsOf));
    }

    [Fact]
    public void Skipped_answers_alone_are_no_score()
    {
        SurveyMetric<Account> nps = Factory.Nps(_ => [new(AsOf, 11), new(AsOf, -1)], name: "promoters");
        Assert.Equal(Measurement.None, nps.Measure(With(), AsOf));
        Assert.Equal(2, nps.Skipped("bad-answers").Measure(With(), AsOf).Value);
        Assert.Equal("promoters-skipped", nps.Skipped().Name);
        Assert.Throws<ArgumentException>("name", () => nps.Skipped(" "));
    }

    [Fact]
    public void Results_carry_the_skipped_answers_as_a_signal()
    {
        ScoringProfile profile = ScoringProfile.Create("survey", p => p
            .Dimension("sentiment", 1, sentiment => sentiment.Metric("nps", Curve.Linear(-100, 100)))
            .Signal("nps-skipped")
            .Cap("broken-survey", 50, Condition.AtLeast("nps-skipped", 1))
            .Tier("all", 0));
        SurveyMetric<Account> nps = Factory.Nps(_ => [new(AsOf, 9), new(AsOf, 11)]);
        HealthScore score = new HealthScorer<Account>(profile, [nps, nps.Skipped()]).Score(With(), AsOf);
        Assert.Equal(100, score.ValueBeforeGuardrails);
        Assert.Equal(50, score.Value);
        Assert.Equal(1, score.Measurements["nps-skipped"].Value);
    }

    [Fact]
    public void Of_one_respondent_the_latest_answer_in_the_window_counts()
    {
        SurveyAnswer[] answers =
        [
            By("ann", 3, 10), By("ann", 200, 0), By("bob", 2, 7), By("bob", 400, 10), By("Bob", 5, 9), By(null, 1, 0), By("", 1, 0),
            new(AsOf + Tick, 0) { Respondent = "ann" },
        ];
        // ann 10, bob 7, Bob 9 and two that nobody knows: 2 promoters, 2 detractors of 5.
        Assert.Equal(new Measurement(0, AsOf.AddDays(-1)), Nps(answers));
        Assert.Equal(new Measurement(0, AsOf.AddDays(-1)), Nps([.. answers.Reverse()]));
    }

    [Fact]
    public void A_skipped_answer_does_not_replace_an_earlier_one() =>
        Assert.Equal(new Measurement(100, AsOf.AddDays(-9)), Nps(By("ann", 9, 10), By("ann", 2, 99)));

    [Fact]
    public void Of_one_respondents_answers_at_one_instant_the_lowest_counts()
    {
        Assert.Equal(-100, Nps(By("ann", 2, 10), By("ann", 2, 3)).Value);
        Assert.Equal(-100, Nps(By("ann", 2, 3), By("ann", 2, 10)).Value);
    }

    [Fact]
    public void Too_few_answers_are_missing()
    {
        SurveyMetric<Account> nps = Factory.Nps(_ => [By("ann", 1, 9), By("ann", 2, 9), By("bob", 1, 9), By("eve", 1, 11)], minimumAnswers: 3);
        Assert.Equal(Measurement.None, nps.Measure(With(), AsOf));
        Assert.Equal(100, Factory.Nps(_ => [By("ann", 1, 9), By("bob", 1, 9)], minimumAnswers: 2).Measure(With(), AsOf).Value);
    }

    [Theory]
    [InlineData(1, 5, 4, 50.0)] // of 1, 2, 3, 4, 5, 5
    [InlineData(1, 5, 5, 100.0 / 3)]
    [InlineData(1, 4, 4, 25.0)] // the two fives are not on the scale
    [InlineData(4, 5, 5, 200.0 / 3)]
    public void Csat_is_the_share_of_top_answers_on_the_scale(int lowest, int highest, int top, double expected)
    {
        SurveyMetric<Account> csat = Factory.Csat(_ => Ratings(1, 2, 3, 4, 5, 5), lowest: lowest, highest: highest, top: top);
        Assert.Equal(new Measurement(expected, AsOf), csat.Measure(With(), AsOf));
    }

    [Fact]
    public void Ces_is_the_mean_rating_on_the_scale()
    {
        SurveyMetric<Account> ces = Factory.Ces(_ => Ratings(1, 7, 6, 0, 8));
        Assert.Equal(new Measurement(14.0 / 3, AsOf), ces.Measure(With(), AsOf));
        Assert.Equal(2, ces.Skipped().Measure(With(), AsOf).Value);
        Assert.Equal(4.4, Factory.Ces(_ => Ratings(1, 7, 6, 0, 8), lowest: 0, highest: 10, minimumAnswers: 5).Measure(With(), AsOf).Value);
        Assert.Equal(int.MaxValue, Factory.Ces(_ => Ratings(int.MaxValue, int.MaxValue), highest: int.MaxValue).Measure(With(), AsOf).Value);
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
    public void Use_of_a_limit_is_a_ratio_and_no_limit_is_missing()
    {
        Assert.Equal(0.95, LimitUse(95, 100));
        Assert.Equal(1.5, LimitUse(150, 100));
        Assert.Null(LimitUse(95, null));
        Assert.Null(LimitUse(95, double.PositiveInfinity));
        Assert.Null(LimitUse(95, 0));
        Assert.Null(LimitUse(null, 100));

        static double? LimitUse(double? used, double? limit) => Factory.LimitUse(_ => used, _ => limit).Measure(With(), AsOf).Value;
    }

    [Fact]
    public void Failed_payments_are_counted_in_the_window()
    {
        DateTimeOffset start = AsOf.AddDays(-90);
        DateTimeOffset[] failed = [start - Tick, start, start + Tick, AsOf, AsOf, AsOf + Tick];
        Assert.Equal(3, Factory.FailedPayments(_ => failed).Measure(With(), AsOf).Value);
        Assert.Equal(0, Factory.FailedPayments(_ => []).Measure(With(), AsOf).Value);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2024-05-30T12:00Z", 90.0)]
    [InlineData("2024-03-02T00:00+12:00", 0.0)]
    [InlineData("2024-03-02T00:00Z", 0.5)]
    [InlineData("2024-02-28T12:00Z", -2.0)] // passed and not renewed
    public void Days_until_renewal_have_fractions_and_go_below_0(string? renewal, double? expected)
    {
        DateTimeOffset? date = renewal is null ? null : Utc(renewal);
        Assert.Equal(expected, Factory.DaysUntilRenewal(_ => date).Measure(With(), AsOf).Value);
    }

    [Theory]
    [InlineData(null, null, 60.0)] // first workflow: none, 60 days after the first day
    [InlineData("2024-01-01T12:00Z", 60.0, 0.0)]
    [InlineData("2023-12-24T12:00Z", 68.0, 0.0)] // before the first day
    [InlineData("2024-01-31T12:00Z", 30.0, 30.0)]
    [InlineData("2024-03-01T12:00Z", 0.0, 60.0)]
    [InlineData("2024-03-02T12:00Z", null, 60.0)] // later than the score
    public void A_milestone_has_a_time_since_it_and_a_time_to_it(string? reached, double? since, double to)
    {
        DateTimeOffset? date = reached is null ? null : Utc(reached);
        var starters = new CustomerMetrics<Account>(account => account.FirstDay);
        var account = new Account(Utc("2024-01-01T12:00Z"));
        Assert.Equal(since, starters.DaysSinceMilestone(_ => date).Measure(account, AsOf).Value);
        Assert.Equal(to, starters.DaysToMilestone(_ => date).Measure(account, AsOf).Value);
        Assert.Equal(Measurement.None, starters.DaysToMilestone(_ => date).Measure(new(null), AsOf));
        Assert.Equal(Measurement.None, starters.DaysToMilestone(_ => date).Measure(new(AsOf + Tick), AsOf));
    }

    [Fact]
    public void The_days_to_a_milestone_need_a_first_day() => Assert.Equal(
        "The days to a milestone count from the customer's first day. Give CustomerMetrics the function 'firstDay'.",
        Assert.Throws<InvalidOperationException>(() => Factory.DaysToMilestone(_ => null)).Message);

    [Fact]
    public void A_null_sequence_is_a_fault_and_not_an_empty_one()
    {
        Assert.Contains("'answers'", Fault(Factory.Nps(_ => null!)), StringComparison.Ordinal);
        Assert.Contains("'completedSteps'", Fault(Factory.SetupProgress(_ => null!, Steps)), StringComparison.Ordinal);
        Assert.Contains("'answers'", Fault(Factory.Nps(_ => null!).Skipped()), StringComparison.Ordinal);
        Assert.Contains("'failedPayments'", Fault(Factory.FailedPayments(_ => null!)), StringComparison.Ordinal);
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
        Assert.Throws<ArgumentNullException>("answers", () => Factory.Csat(null!));
        Assert.Throws<ArgumentNullException>("answers", () => Factory.Ces(null!));
        Assert.Throws<ArgumentNullException>("used", () => Factory.LimitUse(null!, _ => 1));
        Assert.Throws<ArgumentNullException>("limit", () => Factory.LimitUse(_ => 1, null!));
        Assert.Throws<ArgumentNullException>("failedPayments", () => Factory.FailedPayments(null!));
        Assert.Throws<ArgumentNullException>("renewal", () => Factory.DaysUntilRenewal(null!));
        Assert.Throws<ArgumentNullException>("reached", () => Factory.DaysSinceMilestone(null!));
        Assert.Throws<ArgumentNullException>("reached", () => Factory.DaysToMilestone(null!));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Factory.FailedPayments(_ => [], days: 0));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => Factory.Csat(_ => [], days: 0));
        Assert.Throws<ArgumentException>("name", () => Factory.Ces(_ => [], name: ""));
    }

    [Fact]
    public void A_scale_that_is_none_is_refused_at_once()
    {
        Assert.Equal(
            [
                "minimumAnswers ('0') must be greater than or equal to '1'. (Parameter 'minimumAnswers')\nActual value was 0.",
                "highest ('5') must be greater than '5'. (Parameter 'highest')\nActual value was 5.",
                "top ('1') must be greater than '1'. (Parameter 'top')\nActual value was 1.",
                "top ('6') must be less than or equal to '5'. (Parameter 'top')\nActual value was 6.",
                "highest ('1') must be greater than '1'. (Parameter 'highest')\nActual value was 1.",
            ],
            new Func<object>[]
            {
                () => Factory.Nps(_ => [], minimumAnswers: 0),
                () => Factory.Csat(_ => [], lowest: 5),
                () => Factory.Csat(_ => [], top: 1),
                () => Factory.Csat(_ => [], top: 6),
                () => Factory.Ces(_ => [], highest: 1),
            }.Select(create => Assert.Throws<ArgumentOutOfRangeException>(create).Message.ReplaceLineEndings("\n")));
    }

    private static IMetric<Account>[] Everything(Func<Account, DateTimeOffset?>? firstDay) =>
    [
        new CustomerMetrics<Account>(firstDay).Nps(_ => [new SurveyAnswer(AsOf, 9)]),
        new CustomerMetrics<Account>(firstDay).Nps(_ => []).Skipped(),
        new CustomerMetrics<Account>(firstDay).Csat(_ => Ratings(5)),
        new CustomerMetrics<Account>(firstDay).Ces(_ => Ratings(5)),
        new CustomerMetrics<Account>(firstDay).SetupProgress(_ => [], Steps),
        new CustomerMetrics<Account>(firstDay).SeatUse(_ => 1, _ => 2),
        new CustomerMetrics<Account>(firstDay).LimitUse(_ => 1, _ => 2),
        new CustomerMetrics<Account>(firstDay).SupportLoad(_ => [], _ => 2),
        new CustomerMetrics<Account>(firstDay).DaysOverdue(_ => null),
        new CustomerMetrics<Account>(firstDay).FailedPayments(_ => []),
        new CustomerMetrics<Account>(firstDay).DaysUntilRenewal(_ => AsOf),
        new CustomerMetrics<Account>(firstDay).DaysSinceMilestone(_ => AsOf),
    ];

    private static SurveyAnswer By(string? respondent, int daysAgo, int rating) => new(AsOf.AddDays(-daysAgo), rating) { Respondent = respondent };

    private static SurveyAnswer[] Ratings(params int[] ratings) => [.. ratings.Select(rating => new SurveyAnswer(AsOf, rating))];

    private static Measurement Nps(params SurveyAnswer[] answers) => Factory.Nps(_ => answers).Measure(With(), AsOf);

    private static double? Setup(params string[] completed) =>
        Factory.SetupProgress(_ => completed, Steps).Measure(With(), AsOf).Value;

    private static IEnumerable<SurveyAnswer> Answers(int count, int low, int high) =>
        Enumerable.Range(0, count).Select(i => new SurveyAnswer(AsOf.AddDays(-i), i % 2 == 0 ? low : high));
}
