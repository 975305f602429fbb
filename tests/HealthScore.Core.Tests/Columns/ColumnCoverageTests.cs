using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>Too little data, where no coverage is asked for: eight rows are alike, so that none of them brings the others to an exact look.</summary>
public sealed class ColumnCoverageTests
{
    private const double None = double.NaN;

    [Fact]
    public void Dimensions_share_the_coverage_by_their_weights()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0.5)
            .Dimension("one", 1, one => one.Metric("a", Curve.Linear(0, 100)))
            .Dimension("two", 3, two => two.Metric("b", Curve.Linear(0, 100)))
            .Tier("all", 0));

        // A quarter of the weight is too little, and three quarters are enough.
        Assert.Equal(Eight(None), Scores(profile, 40, None));
        Assert.Equal(Eight(40), Scores(profile, None, 40));
    }

    [Theory]
    [InlineData(0.4999999985, 0.5000000015, None)]
    [InlineData(0.4999999995, 0.5000000005, 40.0)]
    public void The_tolerance_of_the_least_coverage_is_a_billionth_and_no_more(double there, double missing, double score)
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0.5)
            .Dimension("one", 1, one => one.Metric("a", Curve.Linear(0, 100), there).Metric("b", Curve.Linear(0, 100), missing))
            .Tier("all", 0));

        Assert.Equal(Eight(score), Scores(profile, 40, None));
    }

    [Fact]
    public void The_heaviest_metrics_are_no_data_where_all_of_them_are_missing()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0.5)
            .Dimension("one", 1, one => one.Metric("a", Curve.Linear(0, 100), 3).Metric("b", Curve.Linear(0, 100), 2)
                .Metric("c", Curve.Linear(0, 100), 2).Metric("d", Curve.Linear(0, 100), 1))
            .Tier("all", 0));

        Assert.Equal(Eight(None), Scores(profile, None, None, None, 40));
        Assert.Equal(Eight(40), Scores(profile, 40, None, None, 40));
    }

    // Eight rows stand after others here; the values copied before them are no freshness.
    [Fact]
    public void Rows_after_others_of_a_full_block_count_by_their_freshness_and_not_by_values()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0.5)
            .Dimension("one", 1, one => one
                .Metric("a", Curve.Linear(0, 100), m => m.FreshFor(TimeSpan.FromDays(10), TimeSpan.FromDays(30)))
                .Metric("b", Curve.Linear(0, 100)))
            .Tier("all", 0));
        const int Rows = 2048, Lacking = 1040;
        (double[] a, double[] ages, float[] b) = (new double[Rows], new double[Rows], new float[Rows]);
        Array.Fill(a, 40);
        Array.Fill(ages, 28);
        Array.Fill(b, float.NaN, 0, Lacking);
        Array.Fill(b, 50, Lacking, Rows - Lacking);
        double[] scores = new double[Rows];

        new ColumnScorer(profile).Score([new MetricColumn(a).WithAges(ages), b], scores, new int[Rows]);

        // A tenth of a is left after 28 days: a coverage of 0.05 alone, and of 0.55 with b.
        Assert.All(scores[..Lacking], score => Assert.Equal(None, score));
        Assert.All(scores[Lacking..], score => Assert.Equal((0.1 * 40 + 50) / 1.1, score, 1e-9));
    }

    private static double[] Scores(ScoringProfile profile, params double[] values)
    {
        double[] scores = new double[8];
        new ColumnScorer(profile).Score([.. values.Select(value => (MetricColumn)Eight(value))], scores, new int[8]);
        return scores;
    }

    private static double[] Eight(double value) => [.. Enumerable.Repeat(value, 8)];
}
