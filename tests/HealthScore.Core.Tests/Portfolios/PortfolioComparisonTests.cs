using System.Text.Json;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

/// <summary>A source of data that is down shows in tonight's summary compared with last night's.</summary>
public sealed class PortfolioComparisonTests
{
    private static readonly ScoringProfile Profile = ProfileOf("nps");

    private static readonly JsonSerializerOptions Host =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = HealthScoringJson.TypeInfoResolver };

    [Fact]
    public void What_was_lost_and_what_is_back_is_named_with_both_shares()
    {
        PortfolioComparison comparison = Summary(100, logins: 0, nps: 62, debt: 10).ComparedWith(Summary(50, logins: 1, nps: 3, debt: 11));

        Assert.Equal(["nps", "debt", "logins"], comparison.Metrics.Select(metric => metric.Metric));
        Assert.Equal((0.06, 0.62, 0.62 - 0.06), (comparison.Changed[0].Before, comparison.Changed[0].Now, comparison.Changed[0].Difference));
        Assert.Equal("nps: missing for 62.0 % of customers, 6.0 % before; debt: missing for 10.0 % of customers, 22.0 % before",
            comparison.ToString());
        Assert.Equal("""
            2 of 3 metrics and signals changed by more than 10.0 percentage points
              nps: missing for 62.0 % of customers, 6.0 % before
              debt: missing for 10.0 % of customers, 22.0 % before

            Compared: 100 customers with 50 before

            """.ReplaceLineEndings("\n"), comparison.Explain());
        Assert.StartsWith("{\"limit\":0.1,\"metrics\":[{\"metric\":\"nps\",\"before\":0.06,\"now\":0.62,",
            JsonSerializer.Serialize(comparison, Host), StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_may_change_by_the_limit_as_people_compute_it()
    {
        PortfolioSummary earlier = Summary(10, logins: 3, nps: 0, debt: 2), later = Summary(10, logins: 4, nps: 0, debt: 2);
        PortfolioComparison comparison = later.ComparedWith(earlier, 0.1);

        Assert.Empty(comparison.Changed);
        Assert.Equal(["logins", "debt", "nps"], comparison.Metrics.Select(metric => metric.Metric));
        Assert.Equal("no metric or signal changed by more than 10.0 percentage points", comparison.ToString());
        Assert.Single(later.ComparedWith(earlier, 0.09).Changed);
    }

    // By hand: a limit of 0 and the tolerance of 1e-9.
    [Fact]
    public void A_change_is_more_than_the_limit_only_beyond_the_tolerance()
    {
        Assert.False(MissingShare.IsMore(1e-9, limit: 0));
        Assert.True(MissingShare.IsMore(Math.BitIncrement(1e-9), limit: 0));
    }

    [Fact]
    public void By_another_profile_what_both_have_is_compared()
    {
        ScoringProfile other = ProfileOf("csat");
        PortfolioComparison comparison = Summary(10, logins: 0, nps: 10, debt: 10).ComparedWith(Summary(10, logins: 0, nps: 0, debt: 0, other));

        Assert.Equal(["debt", "logins"], comparison.Metrics.Select(metric => metric.Metric));
        Assert.EndsWith($"""
            Compared: 10 customers with 10 before
              by another profile before: {Profile.Fingerprint[..12]}, and {other.Fingerprint[..12]} before

            """.ReplaceLineEndings("\n"), comparison.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_customers_there_is_nothing_to_compare()
    {
        PortfolioSummary nobody = new PortfolioTally(Profile).ToSummary(), all = Summary(10, logins: 0, nps: 10, debt: 10);

        Assert.All(all.ComparedWith(nobody).Metrics, metric => Assert.Equal((null, null), (metric.Before, metric.Difference)));
        Assert.Equal("nps: missing for 100.0 % of customers, no customers before",
            all.ComparedWith(nobody).Metrics.Single(metric => metric.Metric == "nps").ToString());
        Assert.Empty(nobody.ComparedWith(all, 0).Changed);
        Assert.Equal("nps: no customers, 100.0 % before",
            nobody.ComparedWith(all).Metrics.Single(metric => metric.Metric == "nps").ToString());
        Assert.Throws<ArgumentNullException>(() => all.ComparedWith(null!));
        Assert.Equal(1, all.ComparedWith(nobody, 1).Limit);
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => all.ComparedWith(nobody, 1.5));
        Assert.StartsWith("A share goes from 0 to 1, not in per cent. (Parameter 'limit')", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1.5, refused.ActualValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => all.ComparedWith(nobody, double.NaN));
    }

    [Fact]
    public void A_signal_says_in_a_line_who_lacks_it() => Assert.Equal("debt: missing for 4 customers",
        Assert.Single(Summary(10, logins: 0, nps: 1, debt: 4).All.Signals).ToString());

    private static ScoringProfile ProfileOf(string metric) => ScoringProfile.Create("usage", p => p
        .Dimension("usage", weight: 1, d => d
            .Metric("logins", Curve.Linear(worst: 0, best: 20))
            .Metric(metric, Curve.Linear(worst: 0, best: 10)))
        .Signal("debt")
        .Cap("debts", 20, Condition.AtLeast("debt", 30))
        .Tier("low", from: 0));

    /// <summary>A summary of customers, of whom the first ones lack each metric.</summary>
    private static PortfolioSummary Summary(int customers, int logins, int nps, int debt, ScoringProfile? by = null)
    {
        ScoringProfile profile = by ?? Profile;
        double[] Column(int missing) => [.. Enumerable.Range(0, customers).Select(i => i < missing ? double.NaN : 5)];
        var tally = new PortfolioTally(profile);
        MetricColumn[] columns = [.. new ColumnScorer(profile).Columns.Select(name => new MetricColumn(
            Column(name switch { "logins" => logins, "debt" => debt, _ => nps })))];
        new ColumnScorer(profile).Score(columns, new double[customers], new int[customers], tally: tally);
        return tally.ToSummary();
    }
}
