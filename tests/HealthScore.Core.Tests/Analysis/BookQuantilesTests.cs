using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class BookQuantilesTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Acme = ScoringProfile.Create("acme", profile => profile
        .Dimension("adoption", weight: 1, dimension => dimension
            .Metric("logins", Curve.Linear(worst: 0, best: 20), metric => metric.Unit("days").MissingValues(-1))
            .Metric("nps", Curve.Linear(worst: 0, best: 10), metric => metric.FreshFor(TimeSpan.FromDays(30), staleAfter: TimeSpan.FromDays(90))))
        .Segment("enterprise", segment => segment.Weight("nps", 3))
        .Tier("low", 0).Tier("high", 50));

    [Fact]
    public void Without_segments_all_are_in_none()
    {
        BookQuantiles quantiles = BookQuantiles.Of(Books.Health, [new("acme", NewYear, new Dictionary<string, Measurement> { ["health"] = 7 })]);

        Assert.Same(quantiles.All, quantiles.Of(null));
        Assert.Throws<ArgumentException>("segment", () => quantiles.Of("enterprise"));
    }

    [Fact]
    public void The_median_of_a_segment_is_12_days()
    {
        Snapshot[] snapshots = [.. Enumerable.Range(0, 40).Select(Account), new("c00", NewYear.AddDays(-7), new Dictionary<string, Measurement>())];
        BookQuantiles quantiles = BookQuantiles.Of(Acme, snapshots);

        Assert.Equal(12, quantiles.Of("enterprise").Of("logins").Median);
        Assert.Equal((1, 40), (quantiles.Earlier, quantiles.All.Customers));
        Assert.Equal((10, 30), (quantiles.Of("enterprise").Customers, quantiles.Of(null).Customers));
        Assert.Equal($"""
            {Acme}: 40 customers, 1 earlier snapshot left out
              logins: p10 0, median 4, p90 15 days; 37 values, 7.5 % missing
              nps: p10 0, median 4, p90 9; 30 values, 25.0 % missing

            no segment: 30 customers
              logins: p10 0, median 3, p90 6 days; 27 values, 10.0 % missing
              nps: p10 0, median 4, p90 9; 20 values, 33.3 % missing

            enterprise: 10 customers
              logins: p10 3, median 12, p90 19 days; 10 values
              nps: p10 0, median 4, p90 8; 10 values

            """, quantiles.Explain());
        Assert.Throws<ArgumentException>(() => quantiles.Of("small"));
        Assert.Throws<ArgumentException>(() => quantiles.All.Of("log-ins"));
        Assert.Throws<ArgumentOutOfRangeException>(() => quantiles.All.Of("logins").At(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => quantiles.All.Of("logins").At(double.NaN));
    }

    [Fact]
    public void Quantiles_are_those_that_curves_are_made_of()
    {
        double[] values = [.. Enumerable.Range(0, 97).Select(i => i * 31 % 97 / 7.0)];
        MetricQuantiles logins = BookQuantiles.Of(Acme, values.Select((value, i) =>
            new Snapshot($"c{i}", NewYear, new Dictionary<string, Measurement> { ["logins"] = value }))).All.Of("logins");
        (double, double)[] points = [.. new[] { 0, 0.07, 0.1, 0.5, 0.9, 1 }.Select((quantile, i) => (quantile, 10.0 * i))];

        Assert.Equal(Curve.FromQuantiles(values, points).Knots.Select(knot => (double?)knot.X), points.Select(point => logins.At(point.Item1)));
    }

    [Fact]
    public void What_a_profile_does_not_accept_is_missing()
    {
        MetricQuantiles valid = Quantiles(metric => metric.Valid(0, 20), 5, 10, 15, 999);
        Assert.Equal((3, 1, 15), (valid.Count, valid.Missing, valid.P90));
        MetricQuantiles whole = Quantiles(metric => metric.Whole(), 5, 10.5);
        Assert.Equal((1, 1, 5), (whole.Count, whole.Missing, whole.P90));

        static MetricQuantiles Quantiles(Action<MetricBuilder> accepts, params double[] logins) => BookQuantiles.Of(
            ScoringProfile.Create("logins", p => p.Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 20), accepts)).Tier("any", 0)),
            logins.Select((value, i) => new Snapshot($"c{i}", NewYear, new Dictionary<string, Measurement> { ["logins"] = value })))
            .All.Of("logins");
    }

    // Enterprise: 3 to 21 days, every second; what is stale or stands for missing is no value.
    private static Snapshot Account(int i) => new($"c{i:d2}", NewYear, new Dictionary<string, Measurement>
    {
        ["logins"] = i < 10 ? 3.0 + 2 * i + (i == 4 ? 1 : 0) : i % 10 == 0 ? -1 : i % 7,
        ["nps"] = new(i % 11, NewYear.AddDays(i < 30 ? -10 : -95)),
    }, segment: i < 10 ? "enterprise" : null);
}
