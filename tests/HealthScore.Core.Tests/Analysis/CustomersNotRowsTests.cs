using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>What is said of customers counts customers, and windows that were seen to their end.</summary>
public sealed class CustomersNotRowsTests
{
    [Fact]
    public void Rows_that_repeat_customers_widen_no_knowledge_and_name_nobody_twice()
    {
        // Of twelve with 10 points eight left; of 48 with 90 points one did.
        double[] health = [.. Enumerable.Range(0, 60).Select(i => i < 12 ? 10.0 : 90)];
        bool[] left = [.. Enumerable.Range(0, 60).Select(i => i is < 8 or 30)];
        int[] twelve = [.. Enumerable.Range(0, 60 * 12).Select(i => i / 12)];

        Backtest once = Backtest.Run(Books.Health, Books.Of(health, left), new() { Capacity = 10 });
        Backtest often = Backtest.Run(Books.Health,
            Books.Of([.. twelve.Select(i => health[i])], twelve.Select(i => left[i]), customers: twelve), new() { Capacity = 120 });

        Assert.Equal(8 / 12.0, often.Capacity!.Precision, 1e-12);
        Assert.Equal(once.Capacity!.Lower, often.Capacity.Lower, 1e-12);
        Assert.Equal(once.Capacity.Upper, often.Capacity.Upper, 1e-12);
        Assert.Equal((4, 1), (often.FalseReds.Count, often.FalseGreens.Count));
        Assert.Equal(4, often.FalseReds.Select(one => one.Customer).Distinct().Count());
        Assert.DoesNotContain(" more\n", often.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_AUC_of_fewer_than_20_that_left_has_not_changed_beyond_chance()
    {
        OutcomeBook few = Books.Of([.. Enumerable.Range(0, 25).Select(i => i < 5 ? 10.0 : 80)], Enumerable.Range(0, 25).Select(i => i < 5));
        OutcomeBook many = Books.Of([.. Enumerable.Repeat(50.0, 200)], Enumerable.Range(0, 200).Select(i => i < 100));

        DriftReport report = DriftReport.Between(Books.Health, few, many);

        Assert.InRange(report.Outcomes!.AucP, 0, 0.05);
        Assert.Contains("AUC 1.000", report.Explain(), StringComparison.Ordinal);
        Assert.EndsWith(": no more than chance", report.Explain().Split('\n').First(line => line.Contains("AUC 1.000", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_tier_that_a_guardrail_keeps_full_is_no_tier_by_capacity()
    {
        ScoringProfile profile = ScoringProfile.Create("health", p => p.Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100)))
            .Signal("overdue").CapAtTier("unpaid", "at-risk", Condition.AtLeast("overdue", 30)).Tier("at-risk", 0).Tier("steady", 50));
        OutcomeBook book = Of(30, i => i < 5 ? 10 : i < 25 ? 90 : 95, i => 0, i => 0, i => i is >= 5 and < 25 ? 40 : 0);

        TierProposal proposal = TierProposal.ByCapacity(profile, book, 10);

        Assert.Equal("tier 'at-risk': 25 customers would be in it or below, because a guardrail keeps them there; ask for at least as many, or "
            + "change the guardrail.", Assert.Single(proposal.Questions));
        Assert.Equal(profile.Fingerprint, proposal.Profile.Fingerprint);
    }

    [Fact]
    public void Leavers_of_windows_that_are_not_over_do_not_make_a_rate()
    {
        ScoringProfile profile = ScoringProfile.Create("health", p => p.Dimension("d", 1, d => d.Metric("health", Curve.Linear(0, 100)))
            .Tier("at-risk", 0).Tier("steady", 50));
        // 20 of 100 left after the first day; of the second only ten who left are known. 30 of 110 are 27.3 %.
        OutcomeBook book = Of(190, i => 10, i => i < 100 ? 0 : 60, i => i is < 20 or (>= 100 and < 110) ? 1 : i < 100 ? 0 : byte.MaxValue, i => 0);

        TierProposal proposal = TierProposal.ByChurnRate(profile, book, 0.25);

        Assert.Equal("tier 'at-risk': no score has a risk of 25.0 % or more; the lowest ones have 20.0 %.", Assert.Single(proposal.Questions));
    }

    private static OutcomeBook Of(int rows, Func<int, double> health, Func<int, double> day, Func<int, int> outcome, Func<int, double> overdue)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        return OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["health"] = all.Select(health).ToArray(),
                ["overdue"] = all.Select(overdue).ToArray(),
            },
            // Those of the second day are some of the first.
            Customers = all.Select(i => i < 100 ? i : i - 90).ToArray(),
            AsOf = all.Select(i => Books.Start.AddDays(day(i))).ToArray(),
            Outcomes = all.Select(i => (byte)outcome(i)).ToArray(),
        }, Books.Window);
    }
}
