using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class DriftReportTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Quarter = new(TimeSpan.FromDays(90));

    private static readonly ScoringProfile Acme = ScoringProfile.Create("acme", profile => profile
        .Dimension("adoption", weight: 2, dimension => dimension
            .Metric("logins", Curve.Linear(worst: 0, best: 20), metric => metric.Unit("active days"))
            .Metric("depth", Curve.Linear(worst: 0, best: 1)))
        .Dimension("sentiment", weight: 1, dimension => dimension.Metric("nps", Curve.Linear(worst: -100, best: 100)))
        .Tier("at-risk", 0).Tier("steady", 40).Tier("thriving", 70));

    [Fact]
    public void Counts_are_tested_to_the_right_values()
    {
        Vectors right = new("drift");
        DistributionDrift drift = Spread(right["reference_counts"].Counts(), right["current_counts"].Counts());
        right.Close(right["p"], drift.P);
        right.Close(right["psi"], drift.Psi);
        right.Close(right["psi_chance_level"], drift.ChanceLevel);
        Assert.Equal(DriftDirection.Rose, drift.Direction);
        drift.AdjustedP = drift.P;
        Assert.Equal(DriftVerdict.DetectableSmall, drift.Verdict);

        Vectors empty = new("drift_empty_bins");
        DistributionDrift some = Spread(empty["reference_counts"].Counts(), empty["current_counts"].Counts());
        empty.Close(empty["p"], some.P);
        Assert.Equal(empty["df"].GetInt32() + 1, some.Bins.Count);
        some.AdjustedP = some.P;
        Assert.Equal(DriftVerdict.Drifted, some.Verdict);
    }

    [Fact]
    public void What_drifted_is_said_in_words_and_the_rest_is_listed()
    {
        DriftReport report = DriftReport.Between(Acme,
            Snapshots(0, 500, i => i % 20, i => i % 10 == 0), Snapshots(250, 400, i => i % 5 == 0 ? 0 : i % 17, i => i % 4 == 0));

        Assert.True(report.HasDrifted);
        Assert.Equal($"""
            {Acme}: logins, nps drifted
              reference: 500 customers
              now: 400 customers
              250 customers in both, so the tests are cautious: a smaller change is not seen

            Drifted
              logins fell: 29.5 % are now in the lowest tenth (below 2 active days), 10.0 % were; PSI 0.68, 0.04 by chance
              nps is missing for 25.0 %, 10.0 % before

            Beyond chance, but small
              score fell: 17.5 % are now at 24.17 to below 34.17, 9.4 % were; PSI 0.12, 0.04 by chance
              tiers fell: 42.5 % are now at-risk, 30.2 % were; PSI 0.10, 0.01 by chance

            No more than chance
              depth

            """, report.Explain());
    }

    [Theory]
    [InlineData(100, "tenth (18 or more active days), 10.0 % were")]
    [InlineData(60, "fifth (16 or more active days), 20.0 % were")]
    public void What_all_went_to_is_the_highest_part_of_the_reference(int customers, string part)
    {
        // Each of 0 to 19 days as often as the others: a tenth are two of them, a fifth are four.
        DriftReport report = DriftReport.Between(Acme,
            Snapshots(0, customers, i => i % 20, _ => false), Snapshots(customers, customers, _ => 19, _ => false));

        Assert.StartsWith($"logins rose: 100.0 % are now in the highest {part}; PSI ", $"{report.Metrics[0].Values}", StringComparison.Ordinal);
    }

    [Fact]
    public void Few_customers_that_lack_a_metric_are_tested_exactly()
    {
        // None of 20, then 5 of 20: all five on one side in 2 · C(20, 5) of C(40, 5) ways. Chi-squared would say 0.017.
        MissingDrift nps = DriftReport.Between(Acme, Snapshots(0, 20, i => i, _ => false), Snapshots(20, 20, i => i, i => i % 4 == 0))
            .Metrics.Single(metric => metric.Metric == "nps").Missing;

        Assert.Equal((0, 5), (nps.Before, nps.After));
        Assert.Equal(31_008 / 658_008.0, nps.P, 1e-12);
    }

    [Fact]
    public void A_book_has_not_drifted_from_itself()
    {
        Snapshot[] snapshots = Snapshots(0, 300, i => i % 20, i => i % 10 == 0);
        DriftReport report = DriftReport.Between(Acme, snapshots, snapshots.Reverse());

        Assert.Equal($"{Acme}: nothing drifted", report.ToString());
        Assert.Equal((300, 300, 300), (report.InBoth, report.Reference.Customers, report.Current.Customers));
        Assert.All(report.Metrics, metric => Assert.Equal((0, 1, 1), (metric.Values.Psi, metric.Values.P, metric.Missing.P)));
    }

    [Fact]
    public void The_last_snapshot_of_each_customer_counts()
    {
        Snapshot[] now = Snapshots(0, 100, i => i % 20, i => i % 10 == 0);
        Snapshot[] panel = [.. now, .. now.Select(one => new Snapshot(one.Customer, one.AsOf.AddDays(-7), new Dictionary<string, Measurement>()))];
        DriftReport report = DriftReport.Between(Acme, now, panel);

        Assert.False(report.HasDrifted);
        Assert.Equal("100 customers, 100 earlier rows left out", report.Current.ToString());
    }

    [Theory]
    [InlineData(19, 20, "19 customers in the reference, and 20 are needed")]
    [InlineData(20, 19, "19 customers now, and 20 are needed")]
    [InlineData(20, 20, null)]
    public void Fewer_than_20_customers_are_not_enough(int before, int after, string? expected)
    {
        DriftReport report = DriftReport.Between(Acme, Snapshots(0, before, i => i, _ => false), Snapshots(0, after, i => i, _ => false));

        Assert.Equal(expected, report.NotEnough?.ToString());
        Assert.Equal(expected is null, report.Score is not null);
        Assert.False(report.HasDrifted);
        Assert.Equal(expected is null, !report.Explain().Contains("not enough", StringComparison.Ordinal));
    }

    [Fact]
    public void Outcomes_are_compared_by_tier_by_separation_and_by_the_risk_that_was()
    {
        OutcomeBook before = Book(600, i => i % 20 < 4 && i % 3 > 0), after = Book(400, i => i % 20 < 10 && i % 2 > 0);
        DriftReport report = DriftReport.Between(Acme, before, after);

        Assert.Equal($"""
            {Acme}: nothing drifted
              reference: 600 customers
              now: 400 customers
              400 customers in both, so the tests are cautious: a smaller change is not seen

            No more than chance
              logins, depth, nps, score, tiers

            Outcomes
              AUC 0.840 (0.786 to 0.881) → 0.732 (0.672 to 0.784): it changed beyond chance
              100 left, and 53.3 were to be expected by the reference's risk at these scores: 1.88 times as many (1.56 to 2.22)
              customers who left, by tier
                at-risk: 60 of 198 (30.3 %) → 56 of 132 (42.4 %), +12.1 points (+1.6 to +22.5), beyond chance
                steady: 20 of 294 (6.8 %) → 44 of 196 (22.4 %), +15.6 points (+9.3 to +22.4), beyond chance
                thriving: 0 of 108 (0.0 %) → 0 of 72 (0.0 %), 0.0 points (-3.4 to +5.1)

            """, report.Explain());

        // What is the outcome is only a name.
        OutcomeDrift churn = report.Outcomes!, growth = DriftReport.Between(Acme, Book(600, i => !(i % 20 < 4 && i % 3 > 0), Outcome.Expanded),
            Book(400, i => !(i % 20 < 10 && i % 2 > 0), Outcome.Expanded)).Outcomes!;
        Assert.Equal((churn.AucBefore.Auc, churn.AucAfter.Auc), (growth.AucBefore.Auc, growth.AucAfter.Auc));
        Assert.Equal(churn.AucP, growth.AucP, 1e-9);
        Assert.Equal(400, churn.Expected + growth.Expected, 1e-9);
    }

    [Fact]
    public void Too_few_outcomes_are_not_compared_and_none_are_no_matter()
    {
        DriftReport few = DriftReport.Between(Acme, Book(600, i => i < 4), Book(400, i => i % 5 == 0));
        Assert.Equal("4 scored customers of the reference who left, and 5 are needed", few.NotEnoughOutcomes!.ToString());
        Assert.Null(few.Outcomes);
        Assert.EndsWith("Outcomes\n  not enough to compare: 4 scored customers of the reference who left, and 5 are needed\n", few.Explain(),
            StringComparison.Ordinal);

        DriftReport none = DriftReport.Between(Acme, Book(600, _ => null), Book(400, i => i % 5 == 0));
        Assert.Null(none.NotEnoughOutcomes);
        Assert.Null(none.Outcomes);
        Assert.NotNull(none.Score);
    }

    [Fact]
    public void Books_of_other_outcomes_or_windows_are_refused()
    {
        OutcomeBook book = Book(50, i => i % 2 == 0);
        Assert.Throws<ArgumentException>(() => DriftReport.Between(Acme, book, Book(50, i => i % 2 == 0, Outcome.Expanded)));
        Assert.Throws<ArgumentException>(() =>
            DriftReport.Between(Acme, book, OutcomeBook.Create([], [], new(TimeSpan.FromDays(30)), NewYear)));
    }

    [Fact]
    public void Snapshots_of_later_or_twice_are_refused()
    {
        var late = new Snapshot("acme", NewYear, new Dictionary<string, Measurement> { ["nps"] = new(3, NewYear.AddDays(1)) });
        OutcomeException exception = Assert.Throws<OutcomeException>(() => DriftReport.Between(Acme, [late, late], []));
        Assert.Equal(3, exception.Errors.Count);
    }

    [Fact]
    public void A_host_writes_it_without_reflection_and_without_numbers_that_are_none()
    {
        JsonSerializerOptions host = new(JsonSerializerDefaults.Web) { TypeInfoResolverChain = { AnalysisJson.TypeInfoResolver } };
        JsonSerializerOptions plain = new(JsonSerializerDefaults.Web);
        DriftReport report = DriftReport.Between(Acme, Book(600, i => i % 20 < 4), Book(400, i => i % 20 < 4));
        string json = JsonSerializer.Serialize(report, host);
        Assert.Equal(JsonSerializer.Serialize(report, plain), json);
        Assert.Contains("\"verdict\":\"noDrift\"", json, StringComparison.Ordinal);
        // Would throw for NaN.
        JsonSerializer.Serialize(DriftReport.Between(Acme, Book(0, _ => null), Book(3, _ => null)), host);
        string patterns = JsonSerializer.Serialize(PatternReport.Find(TelcoBook.Profile, TelcoBook.With()), host);
        Assert.Contains("\"kind\":\"band\",\"name\":\"tenure\",\"from\":null,\"below\":6", patterns, StringComparison.Ordinal);
        Assert.Equal(JsonSerializer.Serialize(PatternReport.Find(TelcoBook.Profile, TelcoBook.With()), plain), patterns);
        BookQuantiles quantiles = BookQuantiles.Of(Acme, Book(0, _ => null));
        Assert.Equal(JsonSerializer.Serialize(quantiles, plain), JsonSerializer.Serialize(quantiles, host));
    }

    private static DistributionDrift Spread(long[] before, long[] after) =>
        new("logins", [.. before.Zip(after).Select((one, bin) => new DriftBin($"bin {bin}", one.First, one.Second))], 5);

    private static Snapshot[] Snapshots(int first, int count, Func<int, double> logins, Func<int, bool> lacksNps) =>
    [
        .. Enumerable.Range(first, count).Select(i => new Snapshot($"c{i:d4}", NewYear, new Dictionary<string, Measurement>
        {
            ["logins"] = logins(i),
            ["depth"] = i * 7 % 100 / 100.0,
            ["nps"] = lacksNps(i) ? Measurement.None : i * 11 % 200 - 100,
        })),
    ];

    private static OutcomeBook Book(int customers, Func<int, bool?> outcome, Outcome what = Outcome.Churned) => OutcomeBook.FromColumns(new()
    {
        Values = new Dictionary<string, MetricColumn>
        {
            ["logins"] = Enumerable.Range(0, customers).Select(i => i % 20.0).ToArray(),
            ["depth"] = Enumerable.Range(0, customers).Select(i => i * 7 % 100 / 100.0).ToArray(),
        },
        Customers = Enumerable.Range(0, customers).ToArray(),
        AsOf = Enumerable.Repeat(NewYear, customers).ToArray(),
        Outcomes = Enumerable.Range(0, customers)
            .Select(i => outcome(i) switch { null => byte.MaxValue, true => (byte)1, false => (byte)0 }).ToArray(),
    }, Quarter, what);
}
