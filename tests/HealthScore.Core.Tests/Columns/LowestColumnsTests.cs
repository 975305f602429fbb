using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class LowestColumnsTests
{
    // By hand: in the first and the last row it is a, which loses 60 points, and in the second b.
    [Fact]
    public void Of_equal_parts_the_first_alone_loses_points()
    {
        ScoringProfile profile = ScoringProfile.Create("lowest", p => p
            .Dimension("one", 1, d => d.Formula(Formula.Lowest).Metric("a", Curve.Linear(0, 100)).Metric("b", Curve.Linear(0, 100))
                .Metric("c", Curve.Linear(0, 100)))
            .Tier("all", 0));
        var tally = new PortfolioTally(profile);
        double[] a = [40, 70, 40], b = [40, 40, 40], c = [40, 90, 100], scores = new double[3];

        new ColumnScorer(profile).Score([a, b, c], scores, new int[3], tally: tally);

        Assert.Equal([40.0, 40, 40], scores);
        Assert.Equal([("a", 120.0), ("b", 60), ("c", 0)],
            tally.ToSummary().All.Metrics.Select(metric => (metric.Metric, metric.PointsLost)).Order());
    }
}
