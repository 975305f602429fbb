using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>How early the score said what came, by days that are easy to count.</summary>
public sealed class LeadOutcomeTests
{
    private static readonly BacktestOptions TwoLeads = new() { Leads = [14, 45] };
    private static readonly int[] ThreeDays = [0, 10, 30];

    // Who leaves on day 60 looks worst on the first two days, and best on the last.
    private static readonly (int Customers, double[] Health, int? LeftOn)[] FiveAndFive = [(5, [20, 20, 90], 60), (5, [95, 95, 50], null)];

    [Fact]
    public void The_last_score_before_a_lead_is_held_against_the_others_of_its_day()
    {
        Backtest test = Backtest.Run(Books.Health, Book(ThreeDays, FiveAndFive), TwoLeads);

        Assert.Equal([(14, 5, 0, 0.0), (45, 5, 5, 1.0)],
            test.Leads.Select(lead => (lead.Days, lead.Customers, lead.InWorstTier, lead.Separation!.Auc)));
        Assert.Equal(60, test.MedianWarningDays);
    }

    [Fact]
    public void Who_leaves_after_the_window_is_none_of_the_others()
    {
        Backtest test = Backtest.Run(Books.Health, Book(ThreeDays, [.. FiveAndFive, (1, [0, 0, 0], 300)]), TwoLeads);

        // Six who leave, one of them below the five at 50.
        LeadOutcome late = test.Leads[0];
        Assert.Equal((6, 1, 1 / 6.0), (late.Customers, late.InWorstTier, late.Separation!.Auc));
        Assert.Equal((UInt128)30, late.Separation.Pairs);
        Assert.Equal(60, test.MedianWarningDays);
    }

    [Fact]
    public void A_slice_keeps_when_outcomes_came()
    {
        OutcomeBook book = Book(ThreeDays, FiveAndFive);
        Backtest whole = Backtest.Run(Books.Health, book, TwoLeads);
        Backtest all = Backtest.Run(Books.Health, book.Slice(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), TwoLeads);
        Backtest later = Backtest.Run(Books.Health, book.Slice(Books.Start.AddDays(10), DateTimeOffset.MaxValue), TwoLeads);

        Assert.Equal(2, whole.Leads.Count);
        Assert.Equal(whole.Leads.Select(lead => $"{lead}"), all.Leads.Select(lead => $"{lead}"));
        Assert.Equal((60.0, 50.0), (all.MedianWarningDays!.Value, later.MedianWarningDays!.Value));
    }

    [Fact]
    public void A_slice_keeps_what_people_set_in_its_time()
    {
        ScoreOverride pinned = ScoreOverride.OfTier("thriving", "we know them", "me", Books.Start.AddDays(9), Books.Start.AddDays(19));
        OutcomeBook book = Book(ThreeDays, FiveAndFive, pinned);
        Backtest whole = Backtest.Run(Books.Health, book);
        Backtest Later(int day) => Backtest.Run(Books.Health, book.Slice(Books.Start.AddDays(day), DateTimeOffset.MaxValue));
        Backtest all = Backtest.Run(Books.Health, book.Slice(DateTimeOffset.MinValue, DateTimeOffset.MaxValue));

        Assert.Equal((5, 5), (Assert.Single(whole.Overrides).Rows, whole.Overrides[0].Events));
        Assert.Equal($"{whole.Overrides[0]}", $"{Assert.Single(all.Overrides)}");
        Assert.Equal((5, 5), (Assert.Single(Later(10).Overrides).Rows, Later(10).Overrides[0].Events));
        Assert.Empty(Later(30).Overrides);
    }

    [Theory]
    [InlineData(0, "0.500")]
    [InlineData(1, "0.545")]
    public void A_metric_that_tells_it_only_at_the_end_is_suspected(int leaveLater, string early)
    {
        // On day 0 all have 50, and on day 70 those who leave on day 90 have 0, the others 100. So 14 days before, 0 is below all others; 90 days
        // before, 50 is as much as the others have on that day. Who leaves on day 300 had 0 more than 90 days before, which is below all others of
        // its day: (10 · 0.5 + 1) / 11.
        Backtest test = Backtest.Run(Books.Health, Book([0, 70], [(10, [50, 0], 90), (10, [50, 100], null), (leaveLater, [50, 0], 300)]));

        Assert.Equal($"health tells much more 14 days before the outcome than 90 days before (AUC 1.000 and {early}): "
            + "is it written once the outcome is known?", $"{Assert.Single(test.LeakSuspects)}");
    }

    [Fact]
    public void A_metric_that_falls_for_everybody_alike_is_no_suspect()
    {
        int[] days = [.. Enumerable.Range(0, 12).Select(month => 30 * month)];
        double[] falling = [.. days.Select(day => 100 - day / 4.0)];

        Backtest test = Backtest.Run(Books.Health, Book(days,
            [.. Enumerable.Range(3, 9).Select(month => (3, falling[..(month + 1)], (int?)(30 * month + 15))), (100, falling, null)]));

        Assert.Equal(27, test.EventCustomers);
        Assert.Empty(test.LeakSuspects);
    }

    /// <summary>Some customers with the same scores each; what people set is of those who leave.</summary>
    private static OutcomeBook Book(int[] days, (int Customers, double[] Health, int? LeftOn)[] groups, ScoreOverride? ofLeavers = null)
    {
        (string Id, double[] Health, int? LeftOn)[] all =
        [
            .. groups.SelectMany((group, number) => Enumerable.Range(0, group.Customers)
                .Select(i => ($"{number}-{i}", group.Health, group.LeftOn))),
        ];
        return OutcomeBook.Create(
            all.SelectMany(one => days.Zip(one.Health, (day, health) =>
                new Snapshot(one.Id, Books.Start.AddDays(day), new Dictionary<string, Measurement> { ["health"] = health })
                {
                    Override = one.LeftOn is null ? null : ofLeavers,
                })),
            all.Select(one => new CustomerHistory(one.Id, Books.Start.AddYears(-1), Books.Start.AddYears(1),
                one.LeftOn is { } day ? Books.Start.AddDays(day) : null)),
            Books.Window, Books.Start.AddYears(1));
    }
}
