using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class PatternReportTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Quarter = new(TimeSpan.FromDays(90));

    private static readonly string[] Industries = ["banking", "retail", "energy"];
    private static readonly string[] BankingTwice = ["banking", "retail", "energy", "banking"];

    private static readonly ScoringProfile Acme = ScoringProfile.Create("acme", profile => profile
        .Label("industry")
        .Dimension("adoption", weight: 1, dimension => dimension
            .Metric("logins", Curve.Linear(worst: 0, best: 20))
            .Metric("tickets", Curve.Linear(worst: 9, best: 0)))
        .Tier("at-risk", 0).Tier("steady", 50));

    [Fact]
    public void Patterns_of_the_quickstart()
    {
        PatternReport report = PatternReport.Find(TelcoBook.Profile, TelcoBook.With());

        Assert.Equal((443, 376, 11), (report.Looks, report.Significant, report.Unscored));
        Assert.Equal(TelcoBook.Profile.Fingerprint, report.Fingerprint);
        Assert.Equal((10, 10), (report.MoreOften.Count, report.LessOften.Count));
        Assert.Equal(
            [
                "tenure below 6 months and care-services below 1 of 4: 594 customers, 421 left, 2.7 times as often (at least 2.3); "
                    + "revenue 37,572.7, 27,716.35 of those who left",
                "care-services below 1 of 4 and bill-change -0.4989 to below 0.52 per cent: 398 customers, 283 left, "
                    + "2.7 times as often (at least 2.3); revenue 25,682.55, 19,002.95 of those who left",
                "tenure below 6 months and services 3 to 4 booked: 524 customers, 340 left, 2.4 times as often (at least 2.1); "
                    + "revenue 35,594.05, 23,972.35 of those who left",
            ],
            report.MoreOften.Take(3).Select(pattern => pattern.ToString()));
        Assert.Equal("tenure below 6 months and contract-length below 12 months: 1,318 customers, 740 left, 2.1 times as often (at least 1.9); "
            + "revenue 73,191.15, 46,637.9 of those who left; these are nearly the customers of segment new",
            Assert.Single(report.MoreOften, pattern => pattern.NearlySegment is not null).ToString());
        Assert.Equal("contract-length 24 or more months and care-services missing: 638 customers, 5 left, 0.03 times as often (at most 0.14); "
            + "revenue 13,893.95, 113.5 of those who left", report.LessOften[0].ToString());
    }

    [Fact]
    public void Patterns_of_expansion_and_the_power_users()
    {
        byte[] stayed = [.. TelcoBook.Churned.Select(left => (byte)(1 - left))];
        PatternReport report = PatternReport.Find(TelcoBook.Profile, TelcoBook.With(stayed, Outcome.Expanded));
        PatternReport mirror = PatternReport.Find(TelcoBook.Profile, TelcoBook.With());

        Assert.Equal("telco-subscribers (d9542e52b432): 10 patterns go with expanding, 10 with not expanding", report.ToString());
        Assert.Equal(mirror.LessOften.Take(3).Select(pattern => string.Join(" and ", pattern.Items)),
            report.MoreOften.Take(3).Select(pattern => string.Join(" and ", pattern.Items)));
        Assert.Null(mirror.PowerUsers);
        PowerUsers power = report.PowerUsers!;
        Assert.Equal("thriving: 2,192 of 2,329 customers (94.1 %), revenue 143,954.45 of 156,423.15; "
            + "the others: 2,982 of 4,714 customers (63.3 %), revenue 173,031.3 of 299,693.45", power.ToString());
        Assert.Equal(["tenure: median 62 months, of the others 15", "contract-length: median 24 months, of the others 1"],
            power.Metrics.Take(2).Select(metric => metric.ToString()));
    }

    [Fact]
    public void Bands_missing_values_labels_and_pairs_are_found_and_said_in_words()
    {
        PatternReport report = PatternReport.Find(Acme, Planted(1, 400));

        Assert.Equal($"""
            {Acme}: 3 patterns go with leaving, 3 with staying
              97 of 400 customers (24.3 %), revenue 10,057 of 41,800 left within 90 days; left out: none
              each customer counts once, by a row that is chosen without a look at its outcome
              32 looks, 17 of them beyond chance (5 %, corrected for all looks); of these, what says nothing of its own is left out

            Goes with leaving
              industry is banking: 80 customers, 57 left, 2.9 times as often (at least 2.2); revenue 8,360, 5,946 of those who left
              logins below 4: 80 customers, 33 left, 1.7 times as often (at least 1.0); revenue 8,200, 3,340 of those who left
              tickets 5 or more: 100 customers, 35 left, 1.4 times as often (at least 0.90); revenue 10,200, 3,537 of those who left

            Goes with staying
              industry is energy: 160 customers, 13 left, 0.34 times as often (at most 0.73); revenue 16,800, 1,365 of those who left
              tickets below 5 and industry is retail: 101 customers, 8 left, 0.33 times as often (at most 0.86); revenue 10,592, 834 of those who left
              tickets below 5: 273 customers, 56 left, 0.85 times as often (at most 1.3); revenue 28,764, 5,887 of those who left

            A pattern says what goes with what. It does not say why, nor who can be kept.

            """, report.Explain());
        Assert.DoesNotContain("because", report.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_count_and_not_rows()
    {
        PatternReport once = PatternReport.Find(Acme, Planted(1, 400)), twelve = PatternReport.Find(Acme, Planted(12, 400));

        Assert.Equal(once.Explain(), twelve.Explain());
        Assert.NotEmpty(once.MoreOften);
    }

    [Fact]
    public void A_text_that_a_host_lists_twice_is_one()
    {
        Assert.Equal(PatternReport.Find(Acme, Planted(1, 400)).Explain(), PatternReport.Find(Acme, Planted(1, 400, BankingTwice)).Explain());
    }

    [Theory]
    [InlineData(19, 100, "19 customers who left, and 20 are needed")]
    [InlineData(81, 100, "19 customers who stayed, and 20 are needed")]
    [InlineData(20, 100, null)]
    [InlineData(80, 100, null)]
    [InlineData(0, 0, "0 customers who left, and 20 are needed")]
    public void Fewer_than_20_of_either_are_not_enough(int events, int customers, string? expected)
    {
        PatternReport report = PatternReport.Find(Acme, OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn> { ["logins"] = Enumerable.Range(0, customers).Select(i => i % 2.0).ToArray() },
            Customers = Enumerable.Range(0, customers).ToArray(),
            AsOf = Enumerable.Repeat(NewYear, customers).ToArray(),
            Outcomes = Enumerable.Range(0, customers).Select(i => (byte)(i < events ? 1 : 0)).ToArray(),
        }, Quarter));

        Assert.Equal(expected, report.NotEnough?.ToString());
        Assert.Equal(expected is null, report.Looks > 0);
        if (expected is not null)
        {
            Assert.Empty(report.MoreOften);
            Assert.Equal($"acme ({Acme.Fingerprint[..12]}): not enough for patterns: {expected}", report.ToString());
        }
    }

    /// <summary>
    /// Those with few logins and many tickets leave, and so do banks; nothing else goes with leaving. Of banks every second one has the fourth text
    /// where there is one.
    /// </summary>
    private static OutcomeBook Planted(int rowsPerCustomer, int customers, string[]? industries = null)
    {
        int rows = rowsPerCustomer * customers;
        int[] of = [.. Enumerable.Range(0, rows).Select(row => row % customers)];
        // Coprime steps, so that no two of these go together.
        bool Few(int customer) => customer % 5 == 0;
        bool Many(int customer) => customer / 5 % 4 == 0;
        bool Bank(int customer) => customer / 20 % 5 == 0;
        return OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["logins"] = of.Select(customer => Few(customer) ? 1.0 + customer % 3 : 4.0 + customer % 7).ToArray(),
                ["tickets"] = of.Select(customer => Many(customer) ? 5.0 : customer % 11 == 0 ? double.NaN : 0.0).ToArray(),
                ["industry"] = MetricColumn.OfLabels(of.Select(customer => !Bank(customer) ? customer % 2 + 1
                    : industries is null || customer % 2 > 0 ? 0 : 3).ToArray(), industries ?? Industries),
            },
            Customers = of,
            AsOf = Enumerable.Range(0, rows).Select(row => NewYear.AddDays(row / customers)).ToArray(),
            Outcomes = of.Select(customer => (byte)((Few(customer) && Many(customer)) || (Bank(customer) && customer % 3 > 0) || customer % 13 == 0
                ? 1 : 0)).ToArray(),
            Weights = of.Select(customer => 100.0 + customer % 10).ToArray(),
        }, Quarter);
    }
}
