using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class BacktestTests
{
    [Fact]
    public void The_figures_of_a_book_are_those_that_other_programs_give()
    {
        var separation = new Vectors("separation");
        Backtest test = Run("separation");

        Assert.Equal((UInt128)separation["twice_concordant"].GetInt32(), test.Separation!.TwiceConcordantPairs);
        separation.Close(separation["auc"], test.Separation.Auc);
        separation.Close(separation["newcombe95"], [test.Separation.Lower, test.Separation.Upper]);
        separation.Close(separation["ks"], test.Separation.Ks);
        separation.Close(separation["ks_split_at_health"], test.Separation.KsAt);
        var risk = new Vectors("risk_by_score");
        double[] scores = Numbers(risk["health_distinct_falling"]);
        risk.Close(risk["risk"], [.. scores.Select(test.Risk!.At)]);
        risk.Close(risk["corp_of_1_minus_h_over_100"].GetProperty("discrimination"), test.Risk!.Discrimination);
        risk.Close(risk["corp_of_1_minus_h_over_100"].GetProperty("uncertainty"), test.Risk.Uncertainty);
        Assert.Equal(risk["blocks"].EnumerateArray().Reverse().Select(block => (block.GetProperty("churned").GetInt64(),
            block.GetProperty("customers").GetInt64())), test.Risk.Blocks.Select(block => (block.Events, block.Rows)));
        var lifts = new Vectors("lift_groups");
        lifts.Close(lifts["lift"], [.. test.Lifts]);
    }

    [Fact]
    public void A_team_finds_what_equal_scores_leave_to_chance_in_the_mean()
    {
        var capacity = new Vectors("capacity");
        foreach (JsonElement each in capacity["cases"].EnumerateArray())
        {
            CapacityOutcome found = Backtest.Run(Books.Health, Book(capacity), new() { Capacity = each.GetProperty("k").GetInt32() }).Capacity!;

            capacity.Close(each.GetProperty("expected_hits"), found.ExpectedHits);
            capacity.Close(each.GetProperty("precision"), found.Precision);
            capacity.Close(each.GetProperty("recall"), found.Recall);
        }
    }

    [Fact]
    public void Of_equal_scores_a_team_finds_its_share()
    {
        CapacityOutcome three = Ten(3), all = Ten(25);

        Assert.Equal((3, 1.5, 0.5, 0.3), (three.Calls, three.ExpectedHits, three.Precision, three.Recall));
        Assert.Equal((10, 5.0, 0.5), (all.Calls, all.ExpectedHits, all.Precision));
        Assert.Equal((0.0, 2.5, 5.0), (three.HitsOf(0), three.HitsOf(5), three.HitsOf(11)));
    }

    [Fact]
    public void The_interval_of_a_precision_is_that_of_the_expected_hits()
    {
        // By hand, with z^2 = 3.841458820694124: half-width 1.959963984540054 * sqrt(0.75 + 0.960364705173531) / 6.841458820694124 around 0.5.
        CapacityOutcome three = Ten(3);

        Assert.Equal(0.125334471910263, three.Lower, 1e-12);
        Assert.Equal(0.874665528089737, three.Upper, 1e-12);
    }

    [Fact]
    public void The_risk_of_expansion_is_said_from_the_lowest_score_too()
    {
        double[] health = [10, 10, 10, 20, 20, 80, 80, 90, 90, 90];
        RiskByScore risk = Backtest.Run(Books.Health, Books.Of(health, health.Select(one => one > 50), outcome: Outcome.Expanded)).Risk!;

        Assert.Equal(["10.0 to 20.0: 0.0 % of 5 rows", "80.0 to 90.0: 100.0 % of 5 rows"], risk.Blocks.Select(block => block.ToString()));
    }

    // By hand: 20 or, of 16 in all, 8 would leave of each 40. 4 and 36 are beyond chance, and so are 1 and 15; 20 and 20 are not.
    [Theory]
    [InlineData(4, 36, ": not the same there")]
    [InlineData(20, 20, "")]
    [InlineData(1, 15, "")]
    public void A_segment_where_a_score_means_something_else_is_said_if_enough_left(int ofBase, int ofBig, string end)
    {
        ScoringProfile profile = ScoringProfile.Create("two", p => p
            .Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", 50).Segment("big", _ => { }));
        Backtest test = Backtest.Run(profile, Books.Of([.. Enumerable.Repeat(50.0, 80)],
            Enumerable.Range(0, 80).Select(i => i < ofBase || i - 40 is >= 0 and var place && place < ofBig),
            big: Enumerable.Range(0, 80).Select(i => i >= 40)));
        string[] lines = test.Explain().Split('\n');
        int first = Array.IndexOf(lines, "Segments") + 1;

        Assert.Equal([$"  base profile: {ofBase} of 40", $"  big: {ofBig} of 40"], lines[first..(first + 2)].Select(line => line.Split(',')[0]));
        Assert.All(lines[first..(first + 2)], line => Assert.EndsWith($"){end}", line, StringComparison.Ordinal));
        Assert.Equal(ofBase != ofBig, test.Segments.All(segment => segment.AdjustedP <= 0.05));
    }

    [Fact]
    public void Revenue_weighs_pairs_and_what_a_team_finds()
    {
        var revenue = new Vectors("revenue_weighted");
        Backtest test = Backtest.Run(Books.Health, Book(revenue, Numbers(revenue["revenue"])), new() { Capacity = 5 });

        revenue.Close(revenue["auc"], test.Revenue!.Auc);
        revenue.Close(revenue["linearised_se"], test.Revenue.StandardError);
        revenue.Close(revenue["revenue_of_churned"], test.Capacity!.EventWeight!.Value);
        revenue.Close(revenue["captured_by_lowest_5"], test.Capacity.CaughtWeight!.Value);
    }

    [Fact]
    public void The_text_of_few_leavers_says_what_it_may()
    {
        Assert.Equal("""
            health (152bd0259bc9): too little to judge the score: 3 customers who churned, and 5 are needed
              40 rows, 3 churned within 90 days; 3 customers with the outcome, 37 without
            """, Head(Leavers(3), 2), ignoreLineEndingDifferences: true);
        Backtest twelve = Leavers(12);
        Assert.Equal("12 customers who churned, and 20 are needed", $"{twelve.TooFewToConclude}");
        Assert.All(twelve.Metrics, metric => Assert.Equal(VerdictKind.NotJudged, metric.Verdict));
        Backtest sixty = Leavers(60);
        Assert.Null(sixty.TooFewToConclude);
        Assert.Equal(VerdictKind.Fits, Assert.Single(sixty.Metrics).Verdict);
        Assert.Equal("""
            health (152bd0259bc9): low scores go with churn: AUC 0.964 (0.921 to 0.984)
              200 rows, 60 churned within 90 days; 60 customers with the outcome, 140 without
              left out: none; without a score: 0
              200 measurements without a time: nobody can check that they are not from later
              health is nearly the answer itself (AUC at least 0.921): is it written after the outcome was decided?

                      rows  churned    rate  at least  at most  lift  of all
            thriving    42        0   0.0 %     0.0 %    8.4 %   0.0   0.0 %
            steady      79        2   2.5 %     0.7 %    8.8 %   0.1   3.3 %
            at-risk     79       58  73.4 %    62.8 %   81.9 %   2.4  96.7 %

            With the calls you have
              25 calls find 25.0 of 60: 100.0 %, 3.3 times as many as at random

            Metrics
              health: AUC 0.964 (0.921 to 0.984), 100.0 % of the score, 100.0 % learned: fits

            In at-risk, and not churned
              85: 14.0 (at-risk) at 2026-01-01 00:00 UTC
              156: 15.0 (at-risk) at 2026-01-01 00:00 UTC
              6: 20.0 (at-risk) at 2026-01-01 00:00 UTC
              178: 21.0 (at-risk) at 2026-01-01 00:00 UTC
              77: 21.0 (at-risk) at 2026-01-01 00:00 UTC
              and 16 more

            What goes together need not be a cause, and who is at risk is not who can be won back.

            """, sixty.Explain(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_metric_that_is_the_answer_is_suspected_first()
    {
        double[] health = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 5.0 + i % 3 : 60 + i % 40)];
        Backtest test = Backtest.Run(Books.Health, Books.Of(health, health.Select(one => one < 50)));

        Assert.Equal("health is nearly the answer itself (AUC at least 0.974): is it written after the outcome was decided?",
            $"{Assert.Single(test.LeakSuspects)}");
    }

    [Fact]
    public void Twelve_looks_at_each_customer_say_no_more_than_one()
    {
        double[] health = [.. Enumerable.Range(0, 80).Select(i => (i * 37 % 101) * 1.0)];
        bool[] churned = [.. health.Select((one, i) => i % 3 == 0 ? one < 45 : i % 7 == 0)];
        int[] customers = [.. Enumerable.Range(0, 80 * 12).Select(i => i / 12)];
        Backtest once = Backtest.Run(Books.Health, Books.Of(health, churned));
        Backtest panel = Backtest.Run(Books.Health,
            Books.Of([.. customers.Select(customer => health[customer])], customers.Select(customer => churned[customer]), customers: customers));

        Assert.Equal((once.Separation!.Auc, once.Separation.Lower, once.Separation.Upper),
            (panel.Separation!.Auc, panel.Separation.Lower, panel.Separation.Upper));
        Assert.Equal(once.Tiers.Select(tier => (tier.Rate, tier.Lower, tier.Upper)), panel.Tiers.Select(tier => (tier.Rate, tier.Lower, tier.Upper)));
        Assert.Equal(12 * once.Rows, panel.Rows);
    }

    [Fact]
    public void A_guardrail_is_held_against_customers_of_the_same_score_without_it()
    {
        // By hand: of the others half of those at 30 and none at 70 churned. Of the four with a late invoice, three churned; all had 70 before
        // the cap.
        var profile = ScoringProfile.Create("late", p => p.Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100))).Signal("late")
            .Tier("at-risk", 0).Tier("steady", 40).Cap("late", 30, Condition.AtLeast("late", 1)));
        DateTimeOffset asOf = Books.Start;
        List<Snapshot> snapshots = [];
        List<CustomerHistory> histories = [];
        void Add(double health, double late, bool churned)
        {
            string customer = $"c{snapshots.Count}";
            snapshots.Add(new(customer, asOf, new Dictionary<string, Measurement>
            {
                ["health"] = new(health, asOf),
                ["late"] = new(late, asOf),
            }));
            histories.Add(new(customer, asOf.AddYears(-1), asOf.AddYears(1), churned ? asOf.AddDays(20 + snapshots.Count) : null));
        }
        for (int i = 0; i < 20; i++)
            Add(30, 0, i % 2 == 0);
        for (int i = 0; i < 20; i++)
            Add(70, 0, churned: false);
        for (int i = 0; i < 4; i++)
            Add(70, 1, churned: i > 0);

        Backtest test = Backtest.Run(profile, OutcomeBook.Create(snapshots, histories, Books.Window, asOf.AddYears(1)));
        GuardrailOutcome late = Assert.Single(test.Guardrails);

        Assert.Equal((4, 4, 3, (double?)0), (late.Matched, late.Changed, late.Events, late.ExpectedEvents));
        Assert.Equal((30.0, 0.5, (double?)null), (late.Limit!.Value, late.RiskAtLimit!.Value, late.ScoreOfRate));
        Assert.Equal(["14 days before: 13 of 13 in the tier that asks for attention; AUC 0.823 (0.643 to 0.918)"],
            test.Leads.Take(1).Select(lead => $"{lead}"));
        // Of 13 events and 31 others 13 and 11 are at 30: (20 + 11 / 2) / 31. Half of 13 leave within 32 days: the middle one is the seventh.
        Assert.Equal(33, test.MedianWarningDays);
    }

    [Theory]
    [InlineData(10, 3, 100.0 / 130)]
    [InlineData(9, 2, null)]
    public void Where_more_than_a_tenth_is_not_yet_known_it_is_judged_as_if_they_stayed(int each, int unknown, double? auc)
    {
        // Who is not yet known has 5, below all who left: of 10 · 13 pairs 10 · 10 stand right. 2 of 20 are a tenth and no more.
        int[] customers = [.. Enumerable.Range(0, 2 * each + unknown)];
        Backtest test = Backtest.Run(Books.Health, OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["health"] = customers.Select(i => i < each ? 10.0 : i < 2 * each ? 90 : 5).ToArray(),
            },
            Customers = customers,
            AsOf = Enumerable.Repeat(Books.Start, customers.Length).ToArray(),
            Outcomes = customers.Select(i => i < each ? (byte)1 : i < 2 * each ? (byte)0 : byte.MaxValue).ToArray(),
        }, Books.Window));

        Assert.Equal((2 * each, unknown), (test.Rows, test.Book.LeftOut.NotYetKnown));
        Assert.Equal(1, test.Separation!.Auc);
        Assert.Equal(auc, test.IfUnknownStayed?.Auc);
        // Of the lowest tier all who are known left; the unknown are in it too.
        Assert.Equal(1, test.Tiers[0].Rate);
        Assert.Equal(auc is null ? null : 10.0 / 13, test.TiersIfUnknownStayed?[0].Rate);
        Assert.Equal(auc is not null, test.Explain().Contains(
            "If all stayed whose window is not yet seen to its end: the least that the rates can be", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, 20)]
    [InlineData(6, null)]
    public void Tiers_without_those_who_were_treated_need_20_who_left(int treated, int? untreated)
    {
        int[] customers = [.. Enumerable.Range(0, 50)];
        Backtest test = Backtest.Run(Books.Health, OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn> { ["health"] = customers.Select(i => i < 25 ? 20.0 : 90).ToArray() },
            Customers = customers,
            AsOf = Enumerable.Repeat(Books.Start, customers.Length).ToArray(),
            Outcomes = customers.Select(i => (byte)(i < 25 ? 1 : 0)).ToArray(),
            Treated = customers.Select(i => i < treated).ToArray(),
        }, Books.Window));

        Assert.Equal((25, 25), (test.Tiers[0].Rows, test.Tiers[0].Events));
        Assert.Equal((untreated, untreated), (test.TiersWithoutTreated?[0].Rows, test.TiersWithoutTreated?[0].Events));
    }

    /// <summary>Ten rows of one score, of which five left.</summary>
    private static CapacityOutcome Ten(int capacity) => Backtest.Run(Books.Health,
        Books.Of([.. Enumerable.Repeat(50.0, 10)], Enumerable.Range(0, 10).Select(i => i < 5)), new() { Capacity = capacity }).Capacity!;

    private static OutcomeBook Book(Vectors vectors, double[]? revenue = null) => Books.Of(Numbers(vectors["health"]),
        Numbers(vectors["churned"]).Select(churned => churned == 1), revenue);

    private static Backtest Run(string vectors) => Backtest.Run(Books.Health, Book(new(vectors)), new() { LiftGroups = 4 });

    private static Backtest Leavers(int count)
    {
        double[] health = [.. Enumerable.Range(0, count == 60 ? 200 : 40).Select(i => (double)(i * 37 % 101))];
        int[] order = [.. Enumerable.Range(0, health.Length).OrderBy(i => health[i] + i * 53 % 47)];
        HashSet<int> leavers = [.. order.Take(count)];
        return Backtest.Run(Books.Health, Books.Of(health, health.Select((_, i) => leavers.Contains(i))));
    }

    private static string Head(Backtest test, int lines) => string.Join('\n', test.Explain().Split('\n').Take(lines));

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
