using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>Books and profiles at the edge of what can be judged: nothing is thrown, nothing is NaN, and nothing false is said.</summary>
public sealed class UnusualBookTests
{
    private static readonly DateTimeOffset At = Books.Start;

    [Fact]
    public void A_score_that_no_longer_separates_at_all_has_changed_by_more_than_chance()
    {
        OutcomeBook clear = Of(Enumerable.Range(0, 40).Select(i => (i < 20 ? 20.0 : 80, i < 20)));
        OutcomeBook blurred = Of(Enumerable.Range(0, 40).Select(i => (50.0, i < 20)));
        DriftReport report = DriftReport.Between(Books.Health, clear, blurred);

        Assert.Equal((1.0, 0.5), (report.Outcomes!.AucBefore.Auc, report.Outcomes.AucAfter.Auc));
        Assert.InRange(report.Outcomes.AucP, 0, 1e-6);
        Assert.Contains("AUC 1.000", report.Explain(), StringComparison.Ordinal);
        Assert.DoesNotContain("no more than chance", report.Explain().Split('\n').First(line => line.Contains("AUC 1.000", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.NotEmpty(JsonSerializer.Serialize(report));
    }

    [Fact]
    public void Calls_that_find_nobody_say_of_how_many()
    {
        OutcomeBook book = Of([(1.0, false), .. Enumerable.Range(0, 39).Select(i => (50.0 + i, i < 20))]);
        Backtest test = Backtest.Run(Books.Health, book, new() { Capacity = 1 });

        Assert.Equal("1 call finds 0.0 of 20: 0.0 %, 0.0 times as many as at random", $"{test.Capacity}");
    }

    [Fact]
    public void A_page_without_leads_says_that_none_were_asked_for()
    {
        OutcomeBook book = OutcomeBook.Create(
            Enumerable.Range(0, 60).Select(i => new Snapshot($"c{i}", At, new Dictionary<string, Measurement> { ["health"] = i })),
            Enumerable.Range(0, 60).Select(i => new CustomerHistory($"c{i}", At.AddYears(-1), At.AddYears(1), i < 20 ? At.AddDays(30) : null)),
            Books.Window, At.AddYears(1));

        Assert.Contains("No time before the outcome was asked about.",
            new EvidenceReport(Backtest.Run(Books.Health, book, new() { Leads = [] })).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tiers_of_another_outcome_are_refused()
    {
        (double, bool)[] rows = [.. Enumerable.Range(0, 60).Select(i => ((double)i, i % 3 == 0))];
        var tiers = TierProposal.ByCapacity(Books.Health, Of(rows), 10, 20);
        var report = new EvidenceReport(Backtest.Run(Books.Health, Of(rows, Outcome.Expanded))) { Tiers = tiers };

        Assert.Contains("Tiers is of customers who churned, the backtest asks who expanded; use one book for both.",
            Assert.Throws<InvalidOperationException>(() => report.ToHtml()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_20_customers_nobody_was_right()
    {
        ScoreOverride pinned = ScoreOverride.OfTier("thriving", "we know them", "me", At.AddDays(-1), At.AddDays(9));
        (double Health, bool Left, bool IsPinned)[] all =
        [
            .. Enumerable.Range(0, 10).Select(i => (20.0, true, false)), .. Enumerable.Range(0, 10).Select(i => (20.0, false, true)),
            .. Enumerable.Range(0, 30).Select(i => (90.0, false, false)),
        ];
        OutcomeBook Book(int copies) => OutcomeBook.Create(
            Enumerable.Range(0, copies * all.Length).Select(i => new Snapshot($"c{i}", At, new Dictionary<string, Measurement>
            {
                ["health"] = all[i % all.Length].Health,
            })
            { Override = all[i % all.Length].IsPinned ? pinned : null }),
            Enumerable.Range(0, copies * all.Length).Select(i => new CustomerHistory($"c{i}", At.AddYears(-1), At.AddYears(1),
                all[i % all.Length].Left ? At.AddDays(30) : null)),
            Books.Window, At.AddYears(1));

        Assert.Equal(OverrideVerdict.NotDecided, Assert.Single(Backtest.Run(Books.Health, Book(1)).Overrides).Verdict);
        Assert.Equal(OverrideVerdict.People, Assert.Single(Backtest.Run(Books.Health, Book(2)).Overrides).Verdict);
    }

    [Fact]
    public void Profiles_that_score_other_customers_are_not_compared()
    {
        // One of the leavers has both numbers.
        var one = ScoringProfile.Create("one", p => p.Dimension("d", 1, d => d.Metric("a", Curve.Linear(0, 100))).Tier("any", 0));
        var other = ScoringProfile.Create("other", p => p.Dimension("d", 1, d => d.Metric("b", Curve.Linear(0, 100))).Tier("any", 0));
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["a"] = Enumerable.Range(0, 60).Select(i => i is < 7 or >= 12 ? i : double.NaN).ToArray(),
                ["b"] = Enumerable.Range(0, 60).Select(i => i is >= 6 ? i : double.NaN).ToArray(),
            },
            Customers = Enumerable.Range(0, 60).ToArray(),
            AsOf = Enumerable.Repeat(At, 60).ToArray(),
            Outcomes = Enumerable.Range(0, 60).Select(i => (byte)(i < 12 ? 1 : 0)).ToArray(),
        }, Books.Window);
        var comparison = BacktestComparison.Between(one, other, book);

        Assert.Equal("too little to compare: 1 customer who churned, scored by both profiles, and 5 are needed", comparison.ToString());
        Assert.Throws<InvalidOperationException>(() => comparison.ThrowIfWorse());
        // Each customer has one of the numbers, 49 both.
        Assert.Equal((49, 11), (comparison.Rows, comparison.LeftOut));
        Assert.NotEmpty(JsonSerializer.Serialize(comparison));
    }

    [Fact]
    public void A_guardrail_that_holds_for_everybody_leaves_nobody_to_compare_with()
    {
        var profile = ScoringProfile.Create("capped", p => p.Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100)))
            .Cap("everybody", 60, Condition.AtLeast("health", 0)).Tier("low", 0).Tier("high", 50));
        Backtest test = Backtest.Run(profile, Of(Enumerable.Range(0, 100).Select(i => ((double)i, i < 30))));
        GuardrailOutcome all = Assert.Single(test.Guardrails);

        Assert.Equal((100, 39, null, null), (all.Matched, all.Changed, all.ExpectedEvents, all.Limit));
        Assert.Equal("everybody: 0 of 39 changed had the outcome, and no others say what to expect", all.ToString());
        string page = new EvidenceReport(test).ToHtml();
        Assert.Contains("everybody: it holds for everybody, so nobody says what to expect without it.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_unscored_has_no_risk_by_score()
    {
        RiskByScore risk = Backtest.Run(Books.Health, Of(Enumerable.Range(0, 60).Select(i => ((double)i, i < 20)))).Risk!;

        Assert.Equal((1.0, 0.0), (risk.At(0), risk.At(59)));
        Assert.Equal("score", Assert.Throws<ArgumentOutOfRangeException>(() => risk.At(double.NaN)).ParamName);
    }

    [Fact]
    public void What_a_backtest_hands_out_nobody_changes()
    {
        Backtest test = Backtest.Run(Books.Health, Of(Enumerable.Range(0, 60).Select(i => ((double)i, i < 20))));

        Assert.Empty(typeof(Backtest).GetProperties()
            .Where(property => property.GetValue(test) is System.Collections.IList { IsReadOnly: false, Count: > 0 })
            .Select(property => property.Name));
    }

    [Fact]
    public void Labels_have_no_time_and_are_counted()
    {
        OutcomeBook book = OutcomeBook.Create([new("acme", At, new Dictionary<string, Measurement>
        {
            ["health"] = new(50, At),
            ["reason"] = Measurement.OfLabel("closed"),
        })], [new("acme", At.AddYears(-1), At.AddYears(1), null)], Books.Window, At.AddYears(1));

        Assert.Equal(1, book.Undated);
    }

    [Theory]
    [InlineData(Outcome.Churned, false, 90)]
    [InlineData(Outcome.Expanded, true, 90)]
    public void The_distance_of_shares_is_largest_at_the_highest_such_score(Outcome outcome, bool highHave, double at)
    {
        // 5 at 10, 5 at 90: at or above 90 are all of one kind and none of the other.
        Backtest test = Backtest.Run(Books.Health, Of(Enumerable.Range(0, 10).Select(i => (i < 5 ? 10.0 : 90, i >= 5 == highHave)), outcome));

        Assert.Equal((1.0, at), (test.Separation!.Ks, test.Separation.KsAt));
    }

    [Fact]
    public void An_audit_asks_no_number_whether_it_is_a_value()
    {
        static ScoringProfile Profile(Action<MetricBuilder> more) => ScoringProfile.Create("odd", p => p
            .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20), more)).Cap("odd", 10, Condition.AtLeast("logins", 15))
            .Tier("low", 0).Tier("high", 50));
        string[] Findings(Action<MetricBuilder> more) => [.. ProfileAudit.Of(Profile(more)).Findings.Select(finding => finding.ToString())];

        Assert.NotEmpty(Findings(_ => { }));
        Assert.Equal(Findings(_ => { }), Findings(m => m.Whole()));
        Assert.Equal(Findings(_ => { }), Findings(m => m.Valid(1, 20).MissingValues(-1)));
    }

    [Fact]
    public void A_segment_that_says_a_weight_again_keeps_its_scores()
    {
        var profile = ScoringProfile.Create("again", p => p
            .Dimension("adoption", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
            .Dimension("support", 2, d => d.Metric("tickets", Curve.Linear(0, 100)))
            .Segment("enterprise", s => s.Weight("adoption", 1)).Tier("low", 0).Tier("high", 50));
        var random = new Random(5);
        (double Logins, double Tickets, string? Segment)[] all = [.. Enumerable.Range(0, 600)
            .Select(i => ((double)random.Next(101), (double)random.Next(101), i % 4 == 0 ? "enterprise" : null))];
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["logins"] = all.Select(one => one.Logins).ToArray(),
                ["tickets"] = all.Select(one => one.Tickets).ToArray(),
            },
            Customers = Enumerable.Range(0, all.Length).ToArray(),
            AsOf = Enumerable.Repeat(At, all.Length).ToArray(),
            Segments = MetricColumn.OfLabels(all.Select(one => one.Segment is null ? 1 : 0).ToArray(), new[] { "enterprise", null }),
            Outcomes = all.Select(one => (byte)(one.Logins + random.Next(30) < 45 ? 1 : 0)).ToArray(),
        }, Books.Window);
        var proposal = ProfileProposal.Learn(profile, book);

        Assert.NotEqual(profile.Fingerprint, proposal.Profile.Fingerprint);
        Assert.Contains(proposal.Questions, question => question.StartsWith("segment enterprise: with weights of its own", StringComparison.Ordinal));
        static double? Score(ScoringProfile by) => StoredMeasurements.ScorerFor(by, new() { SegmentBy = _ => "enterprise" })
            .Score(new Dictionary<string, Measurement> { ["logins"] = 90, ["tickets"] = 30 }, At).Value;
        Assert.Equal(Score(profile), Score(proposal.Profile));
    }

    [Fact]
    public void A_number_that_stands_for_a_missing_value_is_asked_about()
    {
        var profile = ScoringProfile.Create("sentinel", p => p
            .Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 10), m => m.MissingValues(-1)))
            .Tier("low", 0).Tier("high", 50));
        var random = new Random(6);
        (double Health, bool Left)[] all =
            [.. Enumerable.Range(0, 400).Select(_ => random.Next(101)).Select(health => ((double)health, health < 30))];
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["health"] = all.Select(one => one.Health).ToArray(),
                ["nps"] = all.Select((one, i) => one.Left ? i % 10 == 0 ? 5.0 : -1 : i % 11).ToArray(),
            },
            Customers = Enumerable.Range(0, all.Length).ToArray(),
            AsOf = Enumerable.Repeat(At, all.Length).ToArray(),
            Outcomes = all.Select(one => (byte)(one.Left ? 1 : 0)).ToArray(),
        }, Books.Window);

        Assert.Contains(ProfileProposal.Learn(profile, book).Questions,
            question => question.StartsWith("nps: it is missing for ", StringComparison.Ordinal));
    }

    private static OutcomeBook Of(IEnumerable<(double Health, bool Happened)> rows, Outcome outcome = Outcome.Churned) =>
        Books.Of([.. rows.Select(row => row.Health)], rows.Select(row => row.Happened), outcome: outcome);
}
