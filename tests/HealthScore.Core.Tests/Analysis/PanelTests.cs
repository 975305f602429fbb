using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>
/// Books in which a customer has many rows: what is said of customers does not depend on what became of them, or on how many rows they have.
/// </summary>
public sealed class PanelTests
{
    private const int Customers = 1000, Months = 12;

    private static readonly ScoringProfile Profile = ScoringProfile.Create("panel", p => p
        .Dimension("d", 1, d => d.Metric("months", Curve.Linear(0, 12)).Metric("logins", Curve.Linear(0, 20)))
        .Tier("low", 0).Tier("high", 50));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_only_rises_with_time_goes_with_nothing(bool together)
    {
        // Each month one of 20 leaves, whatever else holds: of those who are there, 1 - 0.95³ leave within three months.
        OutcomeBook book = Panel(together, seed: 3);
        PatternReport report = PatternReport.Find(Profile, book);

        Assert.Null(report.NotEnough);
        Assert.Empty(report.MoreOften);
        Assert.Empty(report.LessOften);
        Assert.Equal(1 - Math.Pow(0.95, 3), (double)report.All.Events / report.All.Customers, 0.04);
        // The same figure of all rows, which needs no choice.
        Assert.Equal((double)report.All.Events / report.All.Customers, (double)book.Events / book.Rows, 0.04);
    }

    [Fact]
    public void The_rates_of_tiers_are_those_of_a_day_too()
    {
        OutcomeBook book = Panel(together: true, seed: 4);
        OutcomeDrift drift = DriftReport.Between(Profile, book, Panel(together: true, seed: 5)).Outcomes!;

        Assert.Equal(1 - Math.Pow(0.95, 3), (double)drift.AucBefore.Events / (drift.AucBefore.Events + drift.AucBefore.Others), 0.04);
    }

    [Fact]
    public void A_value_that_three_leavers_lack_is_no_leak_however_many_rows_they_have()
    {
        // By customers 3 of 20 and 2 of 60: Fisher's p is 0.1. Twelve rows of each would make it 3e-9.
        List<(int Customer, DateTimeOffset AsOf, double Logins, bool Left)> rows = [];
        for (int customer = 0; customer < 80; customer++)
        {
            for (int month = 0; month < Months; month++)
            {
                rows.Add((customer, Books.Start.AddDays(30 * month), customer is 0 or 1 or 2 or 20 or 21 ? double.NaN : customer * 7 % 20,
                    customer < 20));
            }
        }
        Assert.Empty(Backtest.Run(Profile, Of(rows)).LeakSuspects);
    }

    [Fact]
    public void A_value_that_most_leavers_lack_is_suspected()
    {
        // 16 of 20 who leave and 4 of 40 who stay: eight times as often.
        List<(int Customer, DateTimeOffset AsOf, double Logins, bool Left)> rows =
            [.. Enumerable.Range(0, 60).Select(i => (i, Books.Start, i is < 16 or >= 56 ? double.NaN : 10, i < 20))];

        Assert.Equal("logins is missing for 80.0 % of the customers with the outcome and for 10.0 % of the others: "
            + "does it stop when a customer leaves?", $"{Assert.Single(Backtest.Run(Profile, Of(rows)).LeakSuspects)}");
    }

    private static OutcomeBook Panel(bool together, int seed)
    {
        var random = new Random(seed);
        List<(int Customer, DateTimeOffset AsOf, double Logins, bool Left)> rows = [];
        for (int customer = 0; customer < Customers; customer++)
        {
            int left = 1;
            while (random.Next(20) > 0)
                left++;
            // Where the days differ, each customer has a first day of its own; there are rows of every month until it leaves.
            int shift = together ? 0 : random.Next(30);
            for (int month = 0; month < Math.Min(left, Months); month++)
                rows.Add((customer, Books.Start.AddDays(30 * month + shift), random.Next(21), left - month <= 3));
        }
        return Of(rows);
    }

    private static OutcomeBook Of(List<(int Customer, DateTimeOffset AsOf, double Logins, bool Left)> rows) => OutcomeBook.FromColumns(new()
    {
        Values = new Dictionary<string, MetricColumn>
        {
            ["months"] = rows.Select(row => Math.Floor((row.AsOf - Books.Start).TotalDays / 30)).ToArray(),
            ["logins"] = rows.Select(row => row.Logins).ToArray(),
        },
        Customers = rows.Select(row => row.Customer).ToArray(),
        AsOf = rows.Select(row => row.AsOf).ToArray(),
        Outcomes = rows.Select(row => (byte)(row.Left ? 1 : 0)).ToArray(),
    }, Books.Window);
}
