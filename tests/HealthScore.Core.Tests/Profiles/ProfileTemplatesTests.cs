using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class ProfileTemplatesTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Steps = ["sign-in", "users", "import", "integration", "go-live"];
    private static readonly string[] Features = ["reports", "alerts", "export", "api", "admin"];

    private static readonly ActivityLog<Subscriber> Log = new(subscriber => subscriber.Events, subscriber => subscriber.FirstDay);

    private static readonly IMetric<Subscriber>[] Starters =
    [
        Log.Frequency(),
        Log.Breadth(Features),
        Log.Depth(),
        Log.Recency(),
        Log.Trend(),
        Log.ActiveUsers(),
        new CustomerMetrics<Subscriber>().Nps(subscriber => subscriber.Answers),
        new CustomerMetrics<Subscriber>().SetupProgress(subscriber => Steps.Take(subscriber.StepsDone), Steps),
        new CustomerMetrics<Subscriber>().SeatUse(subscriber => subscriber.SeatsUsed, subscriber => subscriber.Seats),
        new CustomerMetrics<Subscriber>().LimitUse(subscriber => subscriber.LimitUsed, _ => 100),
        new CustomerMetrics<Subscriber>().SupportLoad(
            subscriber => Enumerable.Repeat(AsOf.AddDays(-3), subscriber.Tickets), subscriber => subscriber.Seats),
        new CustomerMetrics<Subscriber>().DaysOverdue(subscriber => AsOf.AddDays(-subscriber.DaysOverdue)),
    ];

    private static readonly HealthScorer<Subscriber> Scorer =
        new(ProfileTemplates.B2BSaas, [.. Starters, HealthMetric.From<Subscriber>("csm-pulse", (subscriber, asOf) => new(subscriber.Pulse, asOf))]);

    private static readonly HealthScorer<Subscriber> Growth =
        new(ProfileTemplates.Expansion, [.. Starters, HealthMetric.Label<Subscriber>("health", subscriber => subscriber.Health)]);

    public static TheoryData<string> Templates => ["b2b-saas", "expansion"];

    [Fact]
    public void A_template_is_parsed_once()
    {
        Assert.Same(ProfileTemplates.B2BSaas, ProfileTemplates.B2BSaas);
        Assert.Same(ProfileTemplates.Expansion, ProfileTemplates.Expansion);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_can_be_written_edited_and_read_again(string name)
    {
        ScoringProfile template = Template(name);
        string json = template.ToJson();
        Assert.Equal(template, ScoringProfile.Parse(json));
        string edited = json.Replace("\"minimumCoverage\": 0.5", "\"minimumCoverage\": 0.6", StringComparison.Ordinal);
        Assert.NotEqual(template, ScoringProfile.Parse(edited));
    }

    [Fact]
    public void The_template_names_starter_metrics_and_the_judgement_of_the_csm_eight_of_which_earn_points()
    {
        Assert.Equal(
            Starters.Select(metric => metric.Name).Append("csm-pulse").Except(["usage-depth", "support-load", "limit-use", "active-users"])
                .Order(StringComparer.Ordinal),
            ProfileTemplates.B2BSaas.MetricNames.Order(StringComparer.Ordinal));
        Assert.Equal(8, ProfileTemplates.B2BSaas.Dimensions.Sum(dimension => dimension.Metrics.Count));
    }

    [Fact]
    public void The_template_of_growth_names_four_starter_metrics_and_the_health()
    {
        Assert.Equal(["active-users", "limit-use", "seat-use", "usage-breadth"],
            ProfileTemplates.Expansion.MetricNames.Except(["health"]).Order(StringComparer.Ordinal));
        Assert.Equal(["health"], ProfileTemplates.Expansion.Labels);
        Assert.Empty(ProfileTemplates.Expansion.MetricNames.Except(["health"]).Except(Starters.Select(metric => metric.Name)));
    }

    [Theory]
    [InlineData("b2b-saas", 5)]
    [InlineData("expansion", 6)]
    public void The_examples_of_a_template_hold(string name, int examples) => Assert.Equal($"Profile '{name}': {examples} examples hold\n",
        ProfileVerification.Check(Template(name)).Explain());

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_tier_has_an_action_and_none_comes_every_night(string name)
    {
        ScoringProfile template = Template(name);
        Assert.All(template.Tiers, tier => Assert.Contains(template.Actions, action => action.Tier == tier.Name));
        Assert.All(template.Actions, action => Assert.NotNull(action.CoolDown));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Everything_in_a_template_is_explained_and_every_count_has_a_unit(string name)
    {
        ScoringProfile profile = Template(name);
        ProfileMetric[] metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        string?[] texts =
        [
            // A share or a mark needs no unit; its description says what it is a share of.
            .. metrics.Where(metric => metric.Name is not ("setup-progress" or "usage-breadth" or "seat-use" or "limit-use" or "nps" or "csm-pulse"))
                .Select(metric => metric.Unit),
            .. profile.Signals.Select(signal => signal.Unit),
            profile.Description,
            .. profile.Dimensions.Select(dimension => dimension.Description),
            .. metrics.Select(metric => metric.Description),
            .. profile.Signals.Select(signal => signal.Description),
            .. profile.Guardrails.Select(guardrail => guardrail.Description),
            .. profile.Tiers.Select(tier => tier.Description),
            .. profile.Actions.Select(action => action.Description),
            .. profile.Segments.Select(segment => segment.Description),
        ];
        Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    // Risk x growth, each account scored by both templates. Growth is the same in a row: only the health tells who is offered more.
    [Theory]
    [InlineData(true, 0.95, "thriving", "ready", "upsell")]
    [InlineData(false, 0.95, "critical", "ready", "health-first")]
    [InlineData(true, 0.5, "thriving", "no-need", "find-a-use")]
    [InlineData(false, 0.5, "critical", "no-need", "find-a-use")]
    public void Only_an_account_that_is_well_and_full_is_offered_more(bool well, double seatUse, string health, string growth, string action)
    {
        Subscriber subscriber = (well ? Healthy : Dying) with { SeatsUsed = seatUse * 40, Seats = 40, LimitUsed = 30 };

        HealthScore risk = Scorer.Score(subscriber, AsOf), need = Growth.Score(subscriber with { Health = risk.Tier }, AsOf);

        Assert.Equal((health, growth), (risk.Tier, need.Tier));
        Assert.Equal([action], need.Actions.Select(due => due.Name));
    }

    // The two are one question with two answers: whatever the health says, exactly one is due.
    [Theory]
    [InlineData("thriving", "upsell")]
    [InlineData("steady", "upsell")]
    [InlineData("at-risk", "health-first")]
    [InlineData("critical", "health-first")]
    [InlineData("Thriving", "health-first")]
    [InlineData(null, "health-first")]
    public void Nobody_of_whom_it_is_not_known_that_they_are_well_is_offered_more(string? health, string action)
    {
        HealthScore need = Growth.Score(Healthy with { SeatsUsed = 50, Health = health }, AsOf);

        Assert.Equal("ready", need.Tier);
        Assert.Equal([action], need.Actions.Select(due => due.Name));
    }

    // Nobody uses it, so that the points of the seats or of the limit alone are far below ready.
    [Theory]
    [InlineData(0.7, 94.0, "growing")]
    [InlineData(0.2, 94.0, "no-need")]
    [InlineData(0.2, 95.0, "ready")]
    [InlineData(null, 95.0, "ready")]
    [InlineData(0.95, 0.0, "ready")]
    public void A_full_plan_is_ready_by_the_seats_or_by_the_limit(double? seatUse, double? limitUsed, string tier)
    {
        HealthScore need = Growth.Score(new Subscriber { SeatsUsed = seatUse, Seats = 1, LimitUsed = limitUsed }, AsOf);

        Assert.Equal(tier, need.Tier);
        Assert.Equal(tier == "ready", need.Guardrails.Any(guardrail => guardrail.Name == "full"));
    }

    private static ScoringProfile Template(string name) =>
        new[] { ProfileTemplates.B2BSaas, ProfileTemplates.Expansion }.Single(template => template.Name == name);

    // Set up, in the product on 20 of 28 days, four features of five, stable, promoters, a CSM who sees it the same way, seats nearly all
    // used, nothing owed: nothing is left to wish for but growth.
    [Fact]
    public void A_healthy_account_thrives()
    {
        HealthScore score = Scorer.Score(Healthy, AsOf);
        Assert.Equal("thriving", score.Tier);
        Assert.Equal(1, score.Coverage);
        Assert.Empty(score.Guardrails);
        Assert.Equal(["ask-for-reference"], score.Actions.Select(action => action.Name));
        Assert.Equal(["offer-seats", "ask-for-reference"],
            Scorer.Score(Healthy with { SeatsUsed = 49 }, AsOf).Actions.Select(action => action.Name));
    }

    // Comes twice a week for two features, does not grow, answers passively, and uses half its seats: gets value, not much of it.
    [Fact]
    public void An_average_account_is_steady_and_gets_work_to_do()
    {
        HealthScore score = Scorer.Score(Average, AsOf);
        Assert.Equal("steady", score.Tier);
        Assert.Empty(score.Guardrails);
        Assert.Equal(["review-seats", "business-review"], score.Actions.Select(action => action.Name));
    }

    // Half the usage of the month before, one feature, detractors, a worried CSM, an invoice a month late.
    [Fact]
    public void A_dying_account_is_critical()
    {
        HealthScore score = Scorer.Score(Dying, AsOf);
        Assert.Equal("critical", score.Tier);
        Assert.Equal(["rescue-call", "ask-what-changed", "offer-training", "review-seats"], score.Actions.Select(action => action.Name));
    }

    [Fact]
    public void Three_weeks_of_silence_are_critical_regardless_of_the_rest()
    {
        HealthScore score = Scorer.Score(Healthy with { Events = [.. Uses([22, 23, 24, 25, 26, 27, 40, 41], 4, 30)] }, AsOf);
        Assert.Equal("critical", score.Tier);
        Assert.Equal("silence", Assert.Single(score.Guardrails).Name);
        Assert.Contains(score.Actions, action => action.Name == "find-out-why-silent");
    }

    [Fact]
    public void A_customer_that_does_not_pay_is_at_risk_regardless_of_the_rest()
    {
        HealthScore score = Scorer.Score(Healthy with { DaysOverdue = 45 }, AsOf);
        Assert.Equal("at-risk", score.Tier);
        Assert.Equal(59, score.Value);
        Assert.Equal("clear-up-invoice", score.Actions[0].Name);
    }

    // Three weeks in, three of five steps done, in the product every other day: no trend and no survey yet, and that is not bad news.
    [Fact]
    public void A_new_account_is_scored_as_one_and_shall_finish_its_setup()
    {
        HealthScore score = Scorer.Score(New, AsOf);
        Assert.Equal("setting-up", score.Segment);
        Assert.Equal("steady", score.Tier);
        Assert.Equal(["nps", "usage-trend"], score.Missing.Select(missing => missing.Metric).Order(StringComparer.Ordinal));
        Assert.Equal("finish-setup", score.Actions[0].Name);
    }

    [Fact]
    public void An_account_of_which_only_the_invoices_are_known_is_not_guessed()
    {
        HealthScore score = Scorer.Score(new Subscriber { FirstDay = null }, AsOf);
        Assert.Null(score.Value);
        Assert.Contains(score.UnscoredReasons, reason => reason.Kind == UnscoredKind.LowCoverage);
    }

    private static Subscriber Healthy => new()
    {
        Events = [.. Uses([.. WorkDays(56)], features: 4, perDay: 20)],
        Answers = [new(AsOf.AddDays(-60), 10), new(AsOf.AddDays(-50), 9), new(AsOf.AddDays(-40), 8)],
        StepsDone = 5,
        SeatsUsed = 45,
        Seats = 50,
        Tickets = 1,
        Pulse = 5,
    };

    private static Subscriber Average => new()
    {
        Events = [.. Uses([.. Enumerable.Range(1, 56).Where(day => day % 7 is 2 or 4)], features: 2, perDay: 12)],
        Answers = [new(AsOf.AddDays(-60), 8), new(AsOf.AddDays(-50), 7)],
        StepsDone = 4,
        SeatsUsed = 26,
        Seats = 50,
        Tickets = 3,
        Pulse = 3,
    };

    private static Subscriber Dying => new()
    {
        Events = [.. Uses([3, 17, 31, 35, 38, 45, 52], features: 1, perDay: 6)],
        Answers = [new(AsOf.AddDays(-60), 3), new(AsOf.AddDays(-50), 6)],
        StepsDone = 5,
        SeatsUsed = 12,
        Seats = 50,
        Tickets = 9,
        DaysOverdue = 33,
        Pulse = 2,
    };

    private static Subscriber New => new()
    {
        FirstDay = AsOf.AddDays(-21),
        Events = [.. Uses([.. Enumerable.Range(1, 20).Where(day => day % 2 == 1)], features: 2, perDay: 10)],
        StepsDone = 3,
        SeatsUsed = 20,
        Seats = 40,
        Tickets = 2,
        Pulse = 4,
    };

    private static IEnumerable<int> WorkDays(int days) =>
        Enumerable.Range(1, days).Where(day => AsOf.AddDays(-day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>On each of the days so many events, by two users in turn, of so many features in turn.</summary>
    private static IEnumerable<UsageEvent> Uses(int[] daysAgo, int features, int perDay) => daysAgo.SelectMany(day =>
        Enumerable.Range(0, perDay).Select(i => new UsageEvent(AsOf.AddDays(-day), i % 2 == 0 ? "ann" : "bob", Features[i % features])));

    private sealed record Subscriber
    {
        public DateTimeOffset? FirstDay { get; init; } = AsOf.AddYears(-2);

        public IReadOnlyList<UsageEvent> Events { get; init; } = [];

        public IReadOnlyList<SurveyAnswer> Answers { get; init; } = [];

        public int StepsDone { get; init; }

        public double? SeatsUsed { get; init; }

        public double? Seats { get; init; }

        public int Tickets { get; init; }

        public int DaysOverdue { get; init; }

        public double? Pulse { get; init; }

        public double? LimitUsed { get; init; }

        public string? Health { get; init; }
    }
}
