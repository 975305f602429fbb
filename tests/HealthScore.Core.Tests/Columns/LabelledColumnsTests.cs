using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>Customers with a label that are scored and counted in one pass.</summary>
public sealed class LabelledColumnsTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("labelled", profile => profile
        .Dimension("use", 1, use => use.Metric("days", Curve.Linear(0, 20)))
        .Label("plan")
        .Cap("trial", 40, Condition.LabelIs("plan", "free"))
        .Segment("large", large => large.When(Condition.AtLeast("days", 15)).Without("trial"))
        .Tier("low", 0));

    private static readonly string[] Texts = ["free", "paid"];

    private readonly ColumnScorer _scorer = new(Profile);

    [Fact]
    public void Segments_are_written_and_texts_are_counted_in_one_call()
    {
        var tally = new PortfolioTally(Profile);
        double[] days = [10, 15, 20], scores = new double[3];
        int[] codes = [0, 1, 0], tiers = [7, 7, 7], segments = [7, 7, 7];

        _scorer.Score([days, MetricColumn.OfLabels(codes, Texts)], scores, tiers, segments: segments, tally: tally);

        Assert.Equal([40, 75, 100], scores);
        Assert.Equal([0, 0, 0], tiers);
        Assert.Equal([-1, 0, 0], segments);
        LabelCount plan = Assert.Single(tally.ToSummary().Labels);
        Assert.Equal([("paid", 1L)], plan.OtherTexts.Select(text => (text.Key, text.Value)));
    }

    [Fact]
    public void Calls_after_the_first_allocate_nothing_where_texts_are_counted()
    {
        double[] days = [.. Enumerable.Range(0, 1003).Select(row => row % 21.0)], scores = new double[1003];
        MetricColumn[] columns = [days, MetricColumn.OfLabels(new int[1003], Texts)];
        int[] tiers = new int[1003];
        var tally = new PortfolioTally(Profile);
        long Allocated(int calls)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
                _scorer.Score(columns, scores, tiers, tally: tally);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(100);

        // A collection in between could have emptied the pool of arrays, once.
        Assert.Equal(0, Math.Min(Allocated(20), Math.Min(Allocated(20), Allocated(20))));
    }

    [Fact]
    public void A_code_that_the_host_changes_after_the_check_is_missing()
    {
        int[] codes = [0, 0], tiers = new int[2];
        double[] scores = new double[2];
        var days = new MetricColumn(new TouchedMemory([10, 10], () => codes[0] = Texts.Length).Memory);
        var tally = new PortfolioTally(Profile);

        _scorer.Score([days, MetricColumn.OfLabels(codes, Texts)], scores, tiers, tally: tally);

        Assert.Equal([50, 40], scores);
        PortfolioSummary summary = tally.ToSummary();
        Assert.Equal([("plan", 1L)], summary.All.Signals.Select(signal => (signal.Signal, signal.Missing)));
        Assert.Equal(0, Assert.Single(summary.Labels).OtherCustomers);
    }
}
