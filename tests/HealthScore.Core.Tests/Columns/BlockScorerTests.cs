using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class BlockScorerTests
{
    [Fact]
    public void A_row_has_the_segment_all_of_whose_conditions_hold()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use.Metric("seats", Curve.Linear(0, 100)).Metric("tickets", Curve.Linear(0, 100)))
            .Segment("calm", calm => calm.When(Condition.All(Condition.AtLeast("seats", 50), Condition.Below("tickets", 50))).Weight("seats", 3))
            .Tier("all", 0));
        double[] seats = [80, 80, 20, 80], tickets = [20, 60, 20, double.NaN];
        (double[] scores, int[] segments) = (new double[4], new int[4]);

        new ColumnScorer(profile).Score([seats, tickets], scores, new int[4], segments: segments);

        Assert.Equal([0, -1, -1, -1], segments);
        // (3 * 80 + 20) / 4, and the mean of both outside of the segment.
        Assert.Equal([65, 70, 20, 80], scores);
    }

    [Fact]
    public void Rows_of_a_segment_keep_how_fresh_they_are()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use
                .Metric("login", Curve.Linear(0, 100), m => m.FreshFor(TimeSpan.FromDays(10), TimeSpan.FromDays(30)))
                .Metric("seats", Curve.Linear(0, 100)))
            .Segment("large", large => large.When(Condition.AtLeast("seats", 50)).Weight("login", 3))
            .Tier("all", 0));
        double[] login = [.. Enumerable.Repeat(100.0, 16)], ages = [.. Enumerable.Repeat(20.0, 16)];
        double[] seats = [.. Enumerable.Range(0, 16).Select(row => row % 2 == 0 ? 40.0 : 60)], scores = new double[16];

        new ColumnScorer(profile).Score([new MetricColumn(login).WithAges(ages), seats], scores, new int[16]);

        // Half of the login's weight is left: (0.5 * 100 + 40) / 1.5, and in the segment (1.5 * 100 + 60) / 2.5.
        Assert.Equal(Enumerable.Range(0, 16).Select(row => row % 2 == 0 ? 60.0 : 84), scores);
    }

    [Fact]
    public void Whole_vectors_that_are_counted_give_their_coverage_too()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use.Metric("days", Curve.Linear(0, 100), 1).Metric("seats", Curve.Linear(0, 100), 3))
            .Tier("all", 0));
        double[] days = [.. Enumerable.Repeat(50.0, 16)];
        double[] seats = [.. Enumerable.Range(0, 16).Select(row => row % 2 == 0 ? 50 : double.NaN)], coverage = new double[16];
        var tally = new PortfolioTally(profile);

        new ColumnScorer(profile).Score([days, seats], new double[16], new int[16], coverage, tally: tally);

        Assert.Equal(Enumerable.Range(0, 16).Select(row => row % 2 == 0 ? 1 : 0.25), coverage);
        Assert.Equal(16, tally.ToSummary().All.Customers);
    }
}
