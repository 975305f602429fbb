using System.Text.Json;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Scores;

public class HealthScoreTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.FromHours(2));

    private static readonly ScoringProfile Profile = ScoringProfile.Create("saas", profile => profile
        .Dimension("adoption", 3, adoption => adoption
            .Metric("logins", Curve.Linear(0, 20), m => m.Unit("logins"))
            .Metric("breadth", Curve.Linear(0, 1), m => m.WhenMissing(MissingPolicy.Required)))
        .Dimension("sentiment", 1, sentiment => sentiment.Metric("nps", Curve.Linear(-100, 100)))
        .Signal("overdue", unit: "days")
        .Cap("late", 40, Condition.AtLeast("overdue", 30), g => g.Describe("They stopped paying."))
        .Tier("low", 0, "Needs help.")
        .Tier("high", 50)
        .Action("call", a => a.InTier("low").Priority(1).Describe("Ring them.")));

    // 1e9 points of a dimension that counts next to nothing are 0.001 points of the score, and clamping takes nearly all of them.
    [Fact]
    public void What_clamping_takes_is_told_however_little_its_dimension_counts()
    {
        ScoringProfile profile = ScoringProfile.Create("uneven", p => p
            .Dimension("small", 0.001, d => d.Formula(Formula.Points())
                .Metric("logins", Curve.Linear(0, 100), m => m.WhenMissing(MissingPolicy.Points(1e9))))
            .Dimension("large", 1e9, d => d.Metric("usage", Curve.Linear(0, 100)))
            .Tier("all", 0));
        HealthScore score = profile.Score(("usage", 50));

        Assert.Equal(score.ValueBeforeGuardrails!.Value, score.Contributions.Sum(part => part.PointsAdded) + score.OtherPoints, 1e-9);
        Assert.Equal(-0.001, score.OtherPoints, 1e-6);
    }

    [Fact]
    public void The_text_explains_the_whole_score()
    {
        HealthScore score = Score(new(Logins: 15, Breadth: 1 / 3.0, Nps: null, Overdue: 44.999999999));

        // By hand: 75 and 33.33 points make 54.17 in the one dimension that has data; the cap takes 14.17.
        Assert.Equal(
            """
            Acme: 40.0 of 100, low (Needs help.)
              capped at 40.0 by late (overdue is 45 days, at least 30), which took 14.2 points: They stopped paying.
              coverage: 75.0 %; missing: nps (no value)

                       value      points  adds     of
            adoption                54.2  54.2  100.0
              breadth  0.3333       33.3  16.7   50.0
              logins   15 logins    75.0  37.5   50.0
            sentiment                  -   0.0    0.0
              nps      missing         -   0.0    0.0

            Lost most
              breadth: 33.3 points, at 0.3333
              logins: 12.5 points, at 15 logins

            To do
              call: in low. Ring them.

            Profile saas, fingerprint
            """.ReplaceLineEndings("\n") + $" {Profile.Fingerprint[..12]}, as of 2026-11-01 07:30 UTC\n",
            score.Explain("Acme"));
        Assert.Equal("40.0 (low)", score.ToString());
        Assert.Equal("logins: 15 logins, 37.5 of 50.0 points", score.Contributions.Single(part => part.Metric == "logins").ToString());
    }

    [Fact]
    public void An_unscored_customer_says_why_and_what_would_have_been()
    {
        HealthScore score = Score(new(Logins: 15, Breadth: double.PositiveInfinity, Nps: 0, Overdue: 0));

        Assert.Null(score.Value);
        Assert.Null(score.Tier);
        // By hand: 75 points of weight 3 and 50 of weight 1.
        Assert.Equal(68.75, score.ValueIfScored);
        Assert.Equal("the required metric breadth is missing", Assert.Single(score.UnscoredReasons).Text);
        Assert.Equal(UnscoredKind.RequiredMissing, score.UnscoredReasons[0].Kind);
        Assert.StartsWith(
            "unscored (68.7 if scored)\n  because the required metric breadth is missing\n", score.Explain(), StringComparison.Ordinal);
        Assert.Contains("missing: breadth (infinite)", score.Explain(), StringComparison.Ordinal);
        Assert.Equal("unscored", score.ToString());
    }

    [Fact]
    public void A_customer_without_any_data_has_no_score_and_no_floor_gives_one()
    {
        var profile = ScoringProfile.Create("floored", p => p
            .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 10)))
            .Floor("grace", 70, Condition.IsMissing("logins"))
            .Tier("any", 0));
        var scorer = new HealthScorer<string>(profile, [HealthMetric.From<string>("logins", _ => null)]);

        HealthScore score = scorer.Score("Acme", AsOf);

        Assert.Null(score.Value);
        Assert.Null(score.ValueIfScored);
        Assert.Equal(0, score.Coverage);
        Assert.Equal("no metric that counts has data", Assert.Single(score.UnscoredReasons).Text);
        Assert.Equal(0, Assert.Single(score.Guardrails).Change);
        Assert.StartsWith("unscored\n", score.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_throws_is_missing_with_its_exception()
    {
        var fault = new TimeoutException("no answer");
        var scorer = new HealthScorer<Account>(
            Profile, [.. Metrics.Where(metric => metric.Name != "nps"), HealthMetric.From<Account>("nps", _ => throw fault)]);

        HealthScore score = scorer.Score(new(10, 0.5, 100, 0), AsOf);

        Assert.Equal(50, score.Value);
        MissingMetric missing = Assert.Single(score.Missing);
        Assert.Equal(MissingReason.Fault, missing.Reason);
        Assert.Same(fault, missing.Exception);
        Assert.Equal("nps (fault: TimeoutException: no answer)", missing.ToString());
    }

    [Fact]
    public void Results_are_json_without_reflection()
    {
        HealthScore score = Score(new(Logins: 15, Breadth: 1, Nps: double.NaN, Overdue: 45));
        using JsonDocument json = JsonDocument.Parse(score.ToJson());
        JsonElement root = json.RootElement;

        Assert.Equal(40, root.GetProperty("value").GetDouble());
        Assert.Equal("low", root.GetProperty("tier").GetString());
        Assert.Equal(87.5, root.GetProperty("valueBeforeGuardrails").GetDouble());
        Assert.Equal(Profile.Fingerprint, root.GetProperty("fingerprint").GetString());
        Assert.Equal("2026-11-01T09:30:00+02:00", root.GetProperty("asOf").GetString());
        Assert.Equal("notANumber", root.GetProperty("missing")[0].GetProperty("reason").GetString());
        Assert.Equal("cap", root.GetProperty("guardrails")[0].GetProperty("effect").GetString());
        Assert.Equal(-47.5, root.GetProperty("guardrails")[0].GetProperty("change").GetDouble());
        Assert.Equal("in low", root.GetProperty("actions")[0].GetProperty("reason").GetString());
        Assert.Equal(
            ["breadth", "logins", "nps"],
            root.GetProperty("contributions").EnumerateArray().Select(part => part.GetProperty("metric").GetString()));
    }

    [Fact]
    public void A_hosts_own_serializer_writes_them_too()
    {
        HealthScore score = Score(new(15, 1, 20, 0));

        Assert.Equal(score.ToJson(), JsonSerializer.Serialize(score, HostOptions));
    }

    [Fact]
    public void A_faults_exception_stays_out_of_the_json_except_for_its_message()
    {
        var scorer = new HealthScorer<Account>(
            Profile,
            [.. Metrics.Where(metric => metric.Name != "nps"), HealthMetric.From<Account>("nps", _ => throw new TimeoutException("no answer"))],
            new() { SegmentBy = _ => throw new InvalidDataException("no plan") });

        using JsonDocument json = JsonDocument.Parse(scorer.Score(new(10, 0.5, null, 0), AsOf).ToJson());

        JsonElement missing = json.RootElement.GetProperty("missing")[0];
        Assert.Equal("TimeoutException: no answer", missing.GetProperty("error").GetString());
        Assert.False(missing.TryGetProperty("exception", out _));
        Assert.Equal(
            "the profile has no segments; the host's segment function threw InvalidDataException: no plan",
            json.RootElement.GetProperty("segmentReason").GetString());
    }

    [Fact]
    public void A_scorer_says_which_metrics_it_lacks()
    {
        var exception = Assert.Throws<InvalidRegistrationException>(() => new HealthScorer<Account>(Profile, [Metrics[0], Metrics[0], Metrics[1]]));

        Assert.Equal(
            """
            The scorer of profile 'saas' has 3 errors:
            - metric 'logins': it is registered 2 times; keep one, or give the others names of their own
            - metric 'nps': profile 'saas' names it, and it is not registered; register a metric of that name
            - metric 'overdue': profile 'saas' names it, and it is not registered; register a metric of that name
            """.ReplaceLineEndings("\n"),
            exception.Message);
    }

    [Fact]
    public void No_customer_is_an_error_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>("customer", () => new HealthScorer<Account>(Profile, Metrics).Score(null!));
    }

    [Fact]
    public void A_reason_never_contradicts_its_condition_by_rounding()
    {
        var profile = ScoringProfile.Create("edge", p => p
            .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 10)))
            .Cap("busy", 90, Condition.Above("logins", 5))
            .Tier("any", 0));
        var scorer = new HealthScorer<string>(profile, [HealthMetric.From<string>("logins", _ => 5.000001)]);

        Assert.Equal("logins is 5.000001, above 5", Assert.Single(scorer.Score("Acme", AsOf).Guardrails).Reason);
    }

    [Fact]
    public void Other_peoples_text_stays_on_its_line()
    {
        var scorer = new HealthScorer<Account>(Profile,
        [
            .. Metrics.Where(metric => metric.Name != "nps"),
            HealthMetric.From<Account>("nps", _ => throw new TimeoutException("no\nanswer \u001b[31m")),
        ]);

        HealthScore score = scorer.Score(new(10, 0.5, null, 0), AsOf);

        Assert.Equal("TimeoutException: no\\u000Aanswer \\u001B[31m", Assert.Single(score.Missing).Error);
        Assert.StartsWith("Acme\\u000AInc.: ", score.Explain("Acme\nInc."), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', score.Explain());
    }

    [Fact]
    public void Lists_of_results_are_json_too()
    {
        HealthScore score = Score(new(15, 1, 20, 0));

        Assert.Equal($"[{score.ToJson()}]", JsonSerializer.Serialize(new[] { score }, HostOptions));
        Assert.Equal($"[{score.ToJson()}]", JsonSerializer.Serialize<List<HealthScore>>([score], HostOptions));
    }

    [Fact]
    public void Reasons_are_words_in_any_serializer()
    {
        HealthScore score = Score(new(15, 1, null, 45));

        Assert.Equal("\"noValue\"", JsonSerializer.Serialize(score.Missing[0].Reason));
        Assert.Equal("\"cap\"", JsonSerializer.Serialize(score.Guardrails[0].Effect));
    }

    private static readonly JsonSerializerOptions HostOptions =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = HealthScoringJson.TypeInfoResolver };

    private static readonly IMetric<Account>[] Metrics =
    [
        HealthMetric.From<Account>("logins", account => account.Logins),
        HealthMetric.From<Account>("breadth", account => account.Breadth),
        HealthMetric.From<Account>("nps", account => account.Nps),
        HealthMetric.From<Account>("overdue", account => account.Overdue),
    ];

    private static HealthScore Score(Account account) => new HealthScorer<Account>(Profile, Metrics).Score(account, AsOf);

    private sealed record Account(double? Logins, double? Breadth, double? Nps, double? Overdue);
}
