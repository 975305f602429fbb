using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class ColumnBlockTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(10);
    private static readonly TimeSpan Stale = TimeSpan.FromDays(30);

    [Fact]
    public void Columns_are_not_written_to_where_their_values_do_not_count()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use
                .Metric("age", Curve.Linear(0, 100), m => m.FreshFor(Fresh, Stale))
                .Metric("both", Curve.Linear(0, 100), m => m.FreshFor(Fresh, Stale).Valid(0, 100))
                .Metric("code", Curve.Linear(0, 100), m => m.MissingValues(-999)))
            .Tier("all", 0));
        double[] age = Eight(50), old = Eight(40), both = Eight(60), young = Eight(0), code = Eight(-999), scores = new double[8];
        both[3] = 101;

        new ColumnScorer(profile).Score(
            [new MetricColumn(age).WithAges(old), new MetricColumn(both).WithAges(young), code], scores, new int[8]);

        // Only 'both' counts, and not beyond 100.
        Assert.Equal([60, 60, 60, double.NaN, 60, 60, 60, 60], scores);
        Assert.Equal(Eight(50), age);
        Assert.Equal(Eight(40), old);
        Assert.Equal([60, 60, 60, 101, 60, 60, 60, 60], both);
        Assert.Equal(Eight(-999), code);
    }

    [Fact]
    public void Texts_of_labels_allocate_nothing_after_the_first_call()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0).Label("plan")
            .Dimension("use", 1, use => use.Metric("days", Curve.Linear(0, 100)))
            .Cap("free", 40, Condition.LabelIs("plan", "free"))
            .Tier("all", 0));
        var scorer = new ColumnScorer(profile);
        int[] codes = [0, 1, 2, 0, 1, 2, 0, -1], tiers = new int[8];
        string[] texts = ["free", "team", "other"];
        MetricColumn[] columns = [Eight(80), MetricColumn.OfLabels(codes, texts)];
        double[] scores = new double[8];
        for (int i = 0; i < 100; i++)
            scorer.Score(columns, scores, tiers);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            scorer.Score(columns, scores, tiers);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal([40, 80, 80, 40, 80, 80, 40, 80], scores);
    }

    [Fact]
    public void What_a_set_leaves_of_a_vector_is_nobodys_value()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use.Metric("days", Curve.Linear(0, 100)).Metric("seats", Curve.Linear(0, 100)))
            .Tier("all", 0));
        var scorer = new HealthScorer<int>(profile, HealthMetric.FromSet(new Seats()));
        var tally = new PortfolioTally(profile);

        scorer.ScoreInto([7, 8, 9], AsOf, new double[3], new int[3], tally: tally);

        // Seven has no days.
        Assert.Equal([("days", 1L), ("seats", 0L)],
            tally.ToSummary().All.Metrics.Select(metric => (metric.Metric, metric.Missing)).OrderBy(metric => metric.Metric, StringComparer.Ordinal));
    }

    [Fact]
    public void An_infinite_value_is_missing_beside_a_fault()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use
                .Metric("days", Curve.Linear(0, 100))
                .Metric("seats", Curve.Linear(0, 100))
                .Metric("tickets", Curve.Linear(0, 100), m => m.OnFault(FaultPolicy.Points(0))))
            .Tier("all", 0));

        // The mean of 50 seats and of 0 points for the fault.
        Assert.Equal(25, Score(profile, HealthMetric.From("days", double? (int _) => double.PositiveInfinity),
            HealthMetric.From("seats", double? (int _) => 50), HealthMetric.From("tickets", double? (int _) => throw new TimeoutException("late"))));
    }

    [Fact]
    public void A_value_that_has_faded_counts_less_beside_a_fault()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0)
            .Dimension("use", 1, use => use
                .Metric("days", Curve.Linear(0, 100), m => m.FreshFor(Fresh, Stale))
                .Metric("tickets", Curve.Linear(0, 100), m => m.OnFault(FaultPolicy.Points(0))))
            .Tier("all", 0));

        // Half of the weight is left after 20 days: 0.5 * 90 / 1.5.
        Assert.Equal(30, Score(profile, HealthMetric.From<int>("days", (_, asOf) => new Measurement(90, asOf.AddDays(-20))),
            HealthMetric.From("tickets", double? (int _) => throw new TimeoutException("late"))));
    }

    private static double Score(ScoringProfile profile, params IMetric<int>[] metrics)
    {
        double[] scores = new double[1];
        Assert.Equal(1, new HealthScorer<int>(profile, metrics).ScoreInto([0], AsOf, scores, new int[1]));
        return scores[0];
    }

    private static double[] Eight(double value) => [.. Enumerable.Repeat(value, 8)];

    private sealed class Seats : IMetricSet<int>
    {
        public IReadOnlyList<string> Names => ["days", "seats"];

        public void Measure(ReadOnlySpan<int> customers, DateTimeOffset asOf, MetricValues values)
        {
            for (int i = 0; i < customers.Length; i++)
            {
                values[0][i] = customers[i] == 7 ? Measurement.NoValue : 20;
                values[1][i] = customers[i];
            }
        }
    }
}
