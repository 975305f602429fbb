using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>What a profile can ask about a customer, and what it does where the answer is not known.</summary>
public sealed class ConditionTests
{
    private const string Json =
        """
        {
          "name": "conditions",
          "dimensions": [
            { "name": "adoption", "metrics": [ { "name": "usage", "curve": { "linear": { "worst": 0, "best": 100 } } } ] },
            { "name": "sentiment", "weight": 0.25, "metrics": [ { "name": "nps", "curve": { "linear": { "worst": -100, "best": 100 } } } ] } ],
          "signals": [ { "name": "seats" }, { "name": "renewal", "unit": "days" } ],
          "labels": ["industry", "plan"],
          "guardrails": [
            { "name": "renewal-at-risk", "cap": "steady",
              "when": { "all": [ { "metric": "renewal", "atMost": 90 }, { "dimension": "sentiment", "below": 40 } ] } },
            { "name": "sanctioned", "unscored": true, "when": { "label": "industry", "is": ["arms", "tobacco"] } },
            { "name": "key-account", "floor": "steady",
              "when": { "any": [ { "metric": "seats", "atLeast": 5000 }, { "all": [ { "label": "plan", "is": "enterprise" },
                { "label": "industry", "isNot": "retail" }, { "metric": "seats", "atLeast": 1000 } ] } ] } } ],
          "tiers": [ { "name": "at-risk", "from": 0 }, { "name": "steady", "from": 50 }, { "name": "thriving", "from": 80 } ],
          "actions": [
            { "name": "upsell", "when": { "all": [ { "tier": ["steady", "thriving"] }, { "metric": "seats", "atLeast": 95 } ] } },
            { "name": "save", "when": { "all": [ { "metric": "renewal", "atMost": 90 }, { "score": { "below": 50 } } ] } },
            { "name": "train", "tier": "steady", "when": { "dimension": "adoption", "below": 60 } } ],
          "segments": [
            { "name": "enterprise", "when": { "any": [ { "metric": "seats", "atLeast": 500 }, { "label": "plan", "is": "enterprise" } ] },
              "tiers": { "thriving": 90 } } ]
        }
        """;

    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Parse(Json);

    [Theory]
    [InlineData(1, 1, 1, 2, true, true)]
    [InlineData(1, 1, 1, 0, true, true)]
    [InlineData(1, 1, 0, 0, false, true)]
    [InlineData(0, 1, 1, 0, false, true)]
    [InlineData(0, 0, 1, 0, false, true)]
    [InlineData(0, 0, 0, 0, false, false)]
    public void Brackets_that_join_as_what_is_around_them_say_nothing(double a, double b, double c, double d, bool all, bool any)
    {
        Condition A = Condition.AtLeast("a", 1), B = Condition.AtLeast("b", 1), C = Condition.AtLeast("c", 1);
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("x", 1, x => x.Metric("a", Scored.Same).Metric("b", Scored.Same).Metric("c", Scored.Same).Metric("d", Curve.Linear(-1, 3)))
            .Cap("all", 90, Condition.All(A, Condition.All(B, C))).Cap("any", 95, Condition.Any(A, Condition.Any(B, C))).Tier("any", 0));

        HealthScore score = profile.Score(("a", a), ("b", b), ("c", c), ("d", d));

        string[] matched = [.. score.Guardrails.Select(guardrail => guardrail.Name)];
        Assert.Equal((all, any), (matched.Contains("all"), matched.Contains("any")));
    }

    [Fact]
    public void An_action_may_ask_for_the_lowest_tier()
    {
        ScoringProfile profile = Scored.Simple(to => to.Action("call", action => action.When(Condition.TierIs("low"))));

        Assert.Equal("call", Assert.Single(profile.Score(("usage", 5)).Actions).Name);
        Assert.Empty(profile.Score(("usage", 95)).Actions);
    }

    [Theory]
    // Renews soon and unhappy: at most steady, which ends below 80 here and below 90 for an enterprise.
    [InlineData(100d, -100d, 10d, 30d, null, null, "79.9 (steady)")]
    [InlineData(100d, -100d, 10d, 91d, null, null, "80.0 (thriving)")]
    [InlineData(100d, -20d, 10d, 30d, null, null, "88.0 (thriving)")]
    [InlineData(100d, -20.001, 10d, 30d, null, null, "79.9 (steady)")]
    [InlineData(100d, -21d, 10d, 30d, "enterprise", null, "87.9 (steady)")]
    [InlineData(100d, 60d, 10d, 30d, "enterprise", null, "96.0 (thriving)")]
    // A key account is at least steady: by its seats alone, or by plan, industry and seats.
    [InlineData(10d, 0d, 5000d, null, null, null, "50.0 (steady)")]
    [InlineData(10d, 0d, 1000d, null, "enterprise", "banking", "50.0 (steady)")]
    [InlineData(10d, 0d, 1000d, null, "enterprise", "retail", "18.0 (at-risk)")]
    [InlineData(10d, 0d, 1000d, null, "enterprise", null, "18.0 (at-risk)")]
    [InlineData(10d, 0d, 1000d, null, "Enterprise", "banking", "18.0 (at-risk)")]
    [InlineData(90d, 0d, 1d, null, null, "arms", "unscored")]
    [InlineData(90d, 0d, 1d, null, null, "Arms", "82.0 (thriving)")]
    public void A_customer_by_conditions(
        double usage, double nps, double? seats, double? renewal, string? plan, string? industry, string score)
    {
        Dictionary<string, Measurement> customer = Customer(usage, nps, seats, renewal, plan, industry);

        Assert.Equal(score, Scorer.Score(customer, AsOf).ToString());
        Assert.Equal(score, new StoredScore(Scorer.Score(customer, AsOf)).Rescore(Profile).ToString());
        Assert.Equal(score, StoredScore.Parse(new StoredScore(Scorer.Score(customer, AsOf)).ToJson()).Rescore(Profile).ToString());
    }

    [Theory]
    [InlineData(100d, -21d, 10d, 30d, null, "renewal-at-risk: renewal is 30 days, at most 90; sentiment is 39.5, below 40")]
    [InlineData(10d, 0d, 5000d, null, null, "key-account: seats is 5000, at least 5000")]
    [InlineData(10d, 0d, 6000d, null, "enterprise",
        "key-account: seats is 6000, at least 5000; plan is enterprise; industry is banking; seats is 6000, at least 1000")]
    public void A_guardrail_says_which_of_its_conditions_hold(
        double usage, double nps, double seats, double? renewal, string? plan, string reason)
    {
        HealthScore score = Scorer.Score(Customer(usage, nps, seats, renewal, plan, plan is null ? null : "banking"), AsOf);

        GuardrailMatch match = Assert.Single(score.Guardrails);
        Assert.Equal(reason, $"{match.Name}: {match.Reason}");
    }

    [Fact]
    public void A_limit_by_a_tier_is_told_with_its_tier()
    {
        HealthScore score = Scorer.Score(Customer(100, -100, 10, 30), AsOf);

        GuardrailMatch match = Assert.Single(score.Guardrails);
        Assert.Equal((79.9, "steady"), (match.Limit, match.Tier));
        Assert.StartsWith("capped at 79.9 (at most steady) by renewal-at-risk (renewal is 30 days", match.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70d, 100d, 95d, null, "upsell: in steady; seats is 95, at least 95")]
    [InlineData(20d, 0d, 95d, 90d, "save: renewal is 90 days, at most 90; score is 26.0, below 50")]
    [InlineData(20d, 0d, 95d, null, "")]
    [InlineData(59d, 100d, 10d, null, "train: in steady; adoption is 59.0, below 60")]
    [InlineData(60d, 100d, 10d, null, "")]
    public void An_action_by_a_condition(double usage, double nps, double seats, double? renewal, string due) =>
        Assert.Equal(due, string.Join("\n", Scorer.Score(Customer(usage, nps, seats, renewal), AsOf).Actions));

    [Fact]
    public void What_is_missing_decides_nothing_that_others_do_not()
    {
        HealthScore unknown = Scorer.Score(Customer(100, -100, 10, renewal: null), AsOf);
        HealthScore happy = Scorer.Score(Customer(100, 100, 10, renewal: null), AsOf);
        HealthScore silent = Scorer.Score(Customer(100, nps: null, 10, renewal: 30), AsOf);

        // The industry is missing too, so nobody knows whether it is sanctioned.
        Assert.Equal(["renewal-at-risk undecided: renewal (no value)", "sanctioned undecided: industry (no value)"],
            unknown.UndecidedGuardrails.Select(rule => rule.ToString()));
        Assert.Equal(["sanctioned"], happy.UndecidedGuardrails.Select(rule => rule.Name));
        Assert.Equal(["renewal-at-risk undecided: nps (no value)", "sanctioned undecided: industry (no value)"],
            silent.UndecidedGuardrails.Select(rule => rule.ToString()));
    }

    [Fact]
    public void A_number_for_a_label_and_a_label_for_a_number_are_missing_in_every_form()
    {
        var customer = new Dictionary<string, Measurement>
        {
            ["usage"] = 60,
            ["nps"] = Measurement.OfLabel("good"),
            ["plan"] = 4,
            ["industry"] = Measurement.OfLabel("retail"),
        };
        const string Missing = "nps (a number for a label, or a label for a number), renewal (no value), seats (no value), "
            + "plan (a number for a label, or a label for a number)";

        HealthScore alone = Scorer.Score(customer, AsOf);
        HealthScore streamed = Scorer.ScoreAll([customer, customer], new() { AsOf = AsOf, DetailsFor = _ => true }).Last().Details!;

        Assert.Equal(Missing, string.Join(", ", alone.Missing));
        Assert.Equal(Missing, string.Join(", ", streamed.Missing));
        Assert.Equal(Missing, string.Join(", ", StoredScore.Parse(new StoredScore(alone).ToJson()).Rescore(Profile).Missing));
        Assert.Equal("retail", streamed.Measurements["industry"].Label);
    }

    [Fact]
    public void A_text_that_no_condition_names_shows_in_the_summary_of_every_form()
    {
        string?[] plans = ["enterprise", "Enterprise", "Enterprise", null, "free"];
        Dictionary<string, Measurement>[] customers = [.. plans.Select(plan => Customer(60, 0, 10, null, plan))];
        var streamed = new PortfolioTally(Profile);
        Assert.Equal(5, Scorer.ScoreAll(customers, new() { AsOf = AsOf, Tally = streamed }).Count());
        var single = new PortfolioTally(Profile);
        foreach (Dictionary<string, Measurement> customer in customers)
            Scorer.Score(customer, AsOf).AddTo(single);
        var columns = new PortfolioTally(Profile);
        var scorer = new ColumnScorer(Profile);
        scorer.Score([.. scorer.Columns.Select(name => name == "plan"
            ? MetricColumn.OfLabels((int[])[0, 1, 1, -1, 2], (string[])["enterprise", "Enterprise", "free"])
            : name == "industry" ? MetricColumn.OfLabels(Enumerable.Repeat(-1, 5).ToArray(), Array.Empty<string>())
            : new MetricColumn(customers.Select(customer => customer[name].Value ?? double.NaN).ToArray()))],
            new double[5], new int[5], tally: columns);

        foreach (PortfolioTally tally in (PortfolioTally[])[streamed, single, columns, PortfolioTally.Parse(streamed.ToJson(), Profile)])
        {
            PortfolioSummary summary = PortfolioSummary.Parse(tally.ToSummary().ToJson());
            LabelCount plan = Assert.Single(summary.Labels, label => label.OtherCustomers > 0);
            Assert.Equal("plan: 3 customers have a text that no condition names", plan.ToString());
            Assert.Equal([("Enterprise", 2L), ("free", 1L)], plan.OtherTexts.Select(text => (text.Key, text.Value)));
            Assert.Contains("\n  plan: 3 customers have a text that no condition names\n"
                + "    plan 'Enterprise': 2 customers; did you mean 'enterprise'?\n    plan 'free': 1 customer\n",
                summary.Explain(), StringComparison.Ordinal);
            Assert.Equal(summary.All.Signals.Select(signal => signal.ToString()),
                streamed.ToSummary().All.Signals.Select(signal => signal.ToString()));
            Assert.Equal("plan: missing for 1 customer", summary.All.Signals.Single(signal => signal.Signal == "plan").ToString());
        }
    }

    [Fact]
    public void Wrong_columns_of_labels_are_refused()
    {
        var scorer = new ColumnScorer(Profile);
        string Message(MetricColumn usage, MetricColumn plan) => Assert.Throws<ArgumentException>(() => scorer.Score([.. scorer.Columns.Select(name =>
            name == "plan" ? plan : name == "industry" ? MetricColumn.OfLabels((int[])[-1], Array.Empty<string>())
            : name == "usage" ? usage : new MetricColumn(new double[1]))], new double[1], new int[1])).Message;
        MetricColumn labels = MetricColumn.OfLabels((int[])[0], (string[])["free"]);

        Assert.Equal("Column 'usage' has the texts of a label, and the profile expects numbers. (Parameter 'columns')", Message(labels, labels));
        Assert.Equal("Column 'plan' has numbers, and the profile expects the texts of a label; "
            + "give it with MetricColumn.OfLabels. (Parameter 'columns')", Message(new double[1], new double[1]));
        Assert.Equal("Column 'plan' has code 1 in row 0, and 1 texts, counted from 0. (Parameter 'columns')",
            Message(new double[1], MetricColumn.OfLabels((int[])[1], (string[])["free"])));
        Assert.Equal("The profile has no label 'seats'; its labels: industry, plan. (Parameter 'label')",
            Assert.Throws<ArgumentException>(() => scorer.LabelCode("seats", "x")).Message);
    }

    [Fact]
    public void Every_error_of_a_condition_comes_at_once()
    {
        string json = Json.Replace("""{ "metric": "renewal", "atMost": 90 }, { "dimension": "sentiment", "below": 40 }""",
            """{ "label": "sector", "is": [] }, { "dimension": "sentiments", "below": 40 }, { "dimension": "sentiment", "atLeast": 40 }, """
                + """{ "any": [ { "all": [ { "metric": "usage", "above": 1 } ] } ] }, { "tier": "steady" }""", StringComparison.Ordinal)
            .Replace("\"cap\": \"steady\"", "\"cap\": \"thriving\"", StringComparison.Ordinal)
            .Replace("\"floor\": \"steady\"", "\"floor\": \"stedy\"", StringComparison.Ordinal)
            .Replace("""{ "label": "plan", "is": "enterprise" } ] },""",
                """{ "dimension": "adoption", "below": 5 } ] },""", StringComparison.Ordinal)
            .Replace("""{ "score": { "below": 50 } }""", """{ "score": { "below": 500 } }, { "tier": ["steady", "lost"] }""",
                StringComparison.Ordinal);

        Assert.Equal(
            [
                "The profile has 11 errors:",
                "- $.guardrails[0].cap (line 9): every customer is at most thriving; name a lower tier",
                "- $.guardrails[0].when.all[0].label (line 10): unknown label 'sector'; declare it under \"labels\", or use one of: "
                    + "industry, plan",
                "- $.guardrails[0].when.all[0].is (line 10): there is nothing to compare with; give at least one text",
                "- $.guardrails[0].when.all[1].dimension (line 10): unknown dimension 'sentiments'; did you mean 'sentiment'?",
                "- $.guardrails[0].when.all[3].any[0].all (line 10): conditions are nested more than 2 deep; give the inner ones a "
                    + "guardrail or segment of their own",
                "- $.guardrails[0].when.all[4].tier (line 10): the condition of a guardrail cannot ask about the tier; ask about "
                    + "that in the \"when\" of an action",
                "- $.guardrails[0].when (line 10): more points of 'sentiment' would lower the score; ask for \"below\" in a "
                    + "guardrail that lowers or withholds the score",
                "- $.guardrails[2].floor (line 12): unknown tier 'stedy'; did you mean 'steady'?",
                "- $.actions[1].when.all[1].score.below (line 18): 500 is not a score; give a number from 0 to 100",
                "- $.actions[1].when.all[2].tier[1] (line 18): unknown tier 'lost'; use one of: at-risk, steady, thriving",
                "- $.segments[0].when.any[1].dimension (line 21): the condition of a segment cannot ask about the dimension; ask "
                    + "about a metric, signal or label",
            ],
            Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)).Message.Split('\n'));
    }

    [Fact]
    public void A_tier_may_be_called_by_a_number()
    {
        var profile = ScoringProfile.Create("numbered", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100)))
            .Tier("1", 0).Tier("2", 50).CapAtTier("g", "1", Condition.Below("m", 90)));

        Assert.Equal("49.9 (1)", ScoringProfile.Parse(profile.ToJson()).Score(("m", 80)).ToString());
    }

    [Fact]
    public void A_guardrail_cannot_ask_about_a_dimension_that_does_not_count()
    {
        string json = Json.Replace("\"tiers\": { \"thriving\": 90 }", "\"weights\": { \"sentiment\": 0 }", StringComparison.Ordinal);

        Assert.Equal(
            [
                "The profile has an error:",
                "- $.segments[0].weights.sentiment (line 22): guardrail 'renewal-at-risk' asks about dimension 'sentiment', whose weight is 0 "
                    + "in segment 'enterprise'; give the dimension a small weight, or ask about its metrics",
            ],
            Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)).Message.Split('\n'));
    }

    [Fact]
    public void Each_rule_about_a_dimension_without_a_weight_is_told_where_it_stands()
    {
        static string Line(string path, string rule, string where = "") =>
            $"- {path}: {rule}, whose weight is 0{where}; give the dimension a small weight, or ask about its metrics";
        Assert.Equal(
            [
                "The profile 'p' has 4 errors:",
                Line("$.guardrails[0].when", "guardrail 'cold' asks about dimension 'idle'"),
                Line("$.actions[0].when", "action 'call' asks about dimension 'idle'"),
                Line("$.segments[1].guardrails[0].when", "guardrail 'warm' asks about dimension 'idle'", " in segment 'own'"),
                Line("$.segments[2].weights.busy", "guardrail 'warm' asks about dimension 'busy'", " in segment 'weightless'"),
            ],
            Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("busy", 1, d => d.Metric("a", Curve.Linear(0, 1))).Dimension("idle", 0, d => d.Metric("b", Curve.Linear(0, 1)))
            .Dimension("other", 1, d => d.Metric("c", Curve.Linear(0, 1)))
            .Cap("cold", 40, Condition.DimensionBelow("idle", 10)).Cap("warm", 40, Condition.DimensionBelow("busy", 10))
            .Action("call", a => a.When(Condition.DimensionBelow("idle", 10)))
            // One that inherits what is wrong already, one that asks itself, and one that takes the weight away.
            .Segment("plain", s => s.Weight("busy", 2))
            .Segment("own", s => s.Cap("warm", 40, Condition.DimensionBelow("idle", 10)))
            .Segment("weightless", s => s.Weight("busy", 0))
            .Tier("all", 0))).Message.Split('\n'));
    }

    [Fact]
    public void Every_unknown_tier_of_a_condition_is_told()
    {
        Assert.Equal("""
            The profile 'p' has 2 errors:
            - $.actions[0].when.tier[0]: unknown tier 'lost'; use one of: high, low
            - $.actions[0].when.tier[2]: unknown tier 'gone'; use one of: high, low
            """.ReplaceLineEndings("\n"), Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("low", 0).Tier("high", 50)
            .Action("call", a => a.When(Condition.TierIs("lost", "low", "gone"))))).Message);
    }

    [Fact]
    public void Conditions_read_back_as_they_are_written_and_their_texts_have_no_order()
    {
        ScoringProfile read = ScoringProfile.Parse(Profile.ToJson());
        ScoringProfile other = ScoringProfile.Parse(Json
            .Replace("[\"arms\", \"tobacco\"]", "[\"tobacco\", \"arms\", \"arms\"]", StringComparison.Ordinal)
            .Replace("\"is\": \"enterprise\"", "\"is\": [\"enterprise\"]", StringComparison.Ordinal)
            .Replace("[\"industry\", \"plan\"]", "[\"plan\", \"industry\"]", StringComparison.Ordinal));

        Assert.Equal(Profile.Fingerprint, read.Fingerprint);
        Assert.Equal(Profile.Fingerprint, other.Fingerprint);
        Assert.Equal(Profile.ToJson(), read.ToJson());
        Assert.Equal("seats is at least 5000 or (plan is enterprise and industry is not retail and seats is at least 1000)",
            Profile.Guardrails.Single(rule => rule.Name == "key-account").When.ToString());
        Assert.Equal(["tier is steady or thriving and seats is at least 95", "renewal is at most 90 and score is below 50", "adoption is below 60"],
            Profile.Actions.Select(action => action.When!.ToString()));
    }

    private static HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer => StoredMeasurements.ScorerFor(Profile);

    private static Dictionary<string, Measurement> Customer(
        double usage, double? nps, double? seats, double? renewal, string? plan = null, string? industry = null) => new()
        {
            ["usage"] = usage,
            ["nps"] = nps,
            ["seats"] = seats,
            ["renewal"] = renewal,
            ["plan"] = Measurement.OfLabel(plan),
            ["industry"] = Measurement.OfLabel(industry),
        };
}
