using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

/// <summary>What customers see of themselves: every metric that counts, held against what it can earn.</summary>
public sealed class OwnSummaryTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Where_points_are_added_up_a_metric_is_good_by_its_own_most()
    {
        var profile = ScoringProfile.Create("sum", p => p.Dimension("all", 1, d => d.Formula(Formula.Points())
                .Metric("a", Curve.FromKnots((0, 0), (100, 25))).Metric("b", Curve.FromKnots((0, 0), (100, 25)))
                .Metric("c", Curve.FromKnots((0, 0), (100, 25))).Metric("d", Curve.FromKnots((0, 0), (100, 25))))
            .Tier("any", 0));
        SummaryView summary = SummaryOf(profile, ("a", 100), ("b", 70), ("c", 40), ("d", 39));

        Assert.Equal(["a good", "b good"], Levels(summary.GoesWell));
        Assert.Equal(["c fair", "d poor"], Levels(summary.CouldBeBetter));
    }

    [Fact]
    public void Where_points_are_taken_off_a_metric_that_costs_little_is_good()
    {
        var profile = ScoringProfile.Create("less", p => p.Dimension("all", 1, d => d.Formula(Formula.Points(100))
                .Metric("a", Curve.FromKnots((0, 0), (20, -40))).Metric("b", Curve.FromKnots((0, 0), (20, -40)))
                .Metric("c", Curve.FromKnots((0, -5), (20, -45))).Metric("d", Curve.FromKnots((0, -5), (20, -45))))
            .Tier("any", 0));
        SummaryView summary = SummaryOf(profile, ("a", 1), ("b", 13), ("c", 0), ("d", 12));

        Assert.Equal(["a good", "c good"], Levels(summary.GoesWell));
        Assert.Equal(["b poor", "d fair"], Levels(summary.CouldBeBetter));
    }

    [Fact]
    public void Where_the_lowest_decides_the_others_are_shown_as_well()
    {
        var profile = ScoringProfile.Create("least", p => p.Dimension("d", 1, d => d.Formula(Formula.Lowest)
                .Metric("a", Curve.Linear(0, 100)).Metric("b", Curve.Linear(0, 100)).Metric("c", Curve.Linear(0, 100))
                .Metric("idle", Curve.Linear(0, 100), m => m.Weight(0)))
            .Tier("any", 0));
        SummaryView summary = SummaryOf(profile, ("a", 95), ("b", 90), ("c", 50), ("idle", 5));

        Assert.Equal(["a good", "b good"], Levels(summary.GoesWell));
        Assert.Equal(["c fair"], Levels(summary.CouldBeBetter));
    }

    private static IEnumerable<string> Levels(IEnumerable<SummaryMetricView> metrics) => metrics.Select(one => $"{one.Metric} {one.Level}");

    private static SummaryView SummaryOf(ScoringProfile profile, params (string Name, Measurement Value)[] customer)
    {
        HealthScore score = StoredMeasurements.ScorerFor(profile)
            .Score(customer.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), AsOf);
        return CustomerViews.SummaryOf(new PastScore(score.Tier, null, new StoredScore(score)), score);
    }
}
