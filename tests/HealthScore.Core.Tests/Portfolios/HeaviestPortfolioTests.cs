using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

/// <summary>
/// The most that sums hold. By hand: 100 points for 1e15 are 1e17 in steps of 2^-40, and a sum is at most 2^127 - 1. So 2^30 of them fit, and 2^31 do
/// not; at most 1,547,425,049 do.
/// </summary>
public sealed class HeaviestPortfolioTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("usage", p => p
        .Dimension("usage", weight: 1, d => d.Metric("logins", Curve.Linear(worst: 0, best: 20)))
        .Tier("low", from: 0)
        .Segment("large", s => s.Weight("usage", 3)));

    private static readonly ColumnScorer Columns = new(Profile);

    /// <summary>Gives each customer 100 points; some are large.</summary>
    private static readonly HealthScorer<bool> Scorer = new(
        Profile, [HealthMetric.From<bool>("logins", _ => 20)], new() { SegmentBy = isLarge => isLarge ? "large" : null });

    [Fact]
    public void A_sum_that_would_not_fit_is_refused_and_nothing_is_added()
    {
        PortfolioTally tally = Heaviest();
        for (int doubled = 0; doubled < 30; doubled++)
            tally.Add(Copy(tally));
        string before = tally.ToJson();

        Assert.Contains("\"weightedScores\":\"118059162071741130342400000000000000000\"", before, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => tally.Add(Copy(tally)));
        Assert.Equal(before, tally.ToJson());
    }

    [Fact]
    public void The_last_customer_that_fits_is_counted_and_the_next_is_not()
    {
        PortfolioTally tally = Most();

        Assert.Equal(2L * 1_547_425_049, tally.ToSummary().All.Customers);
        Assert.Throws<OverflowException>(() => tally.Add(Heaviest()));
        Assert.Throws<OverflowException>(() => Scorer.Score(true, DateTimeOffset.UnixEpoch).AddTo(tally, 1e15));
        Assert.Equal(2L * 1_547_425_049, tally.ToSummary().All.Customers);
    }

    [Fact]
    public void Segments_whose_sums_fit_one_by_one_and_not_together_are_not_added()
    {
        PortfolioTally tally = Heaviest(), other = new(Profile);
        for (int doubled = 0; doubled < 30; doubled++)
            tally.Add(Copy(tally));
        string before = tally.ToJson();
        // The same customers in the base profile.
        Scorer.Score(false, DateTimeOffset.UnixEpoch).AddTo(other, 1e15);
        for (int doubled = 0; doubled < 30; doubled++)
            other.Add(Copy(other));

        Assert.Throws<OverflowException>(() => tally.Add(other));
        Assert.Equal(before, tally.ToJson());
    }

    [Fact]
    public void Segments_whose_sums_fit_one_by_one_and_not_together_are_no_summary()
    {
        PortfolioTally tally = Most();
        Scorer.Score(false, DateTimeOffset.UnixEpoch).AddTo(tally, 1e15);

        Assert.Throws<OverflowException>(() => tally.ToSummary());
    }

    /// <summary>As many large customers as fit, and as many small ones, who weigh 1.</summary>
    private static PortfolioTally Most()
    {
        PortfolioTally tally = new(Profile), power = Heaviest();
        for (int left = 1_547_425_049; left > 0; left >>= 1)
        {
            if (left % 2 == 1)
                tally.Add(power);
            if (left > 1)
                power.Add(Copy(power));
        }
        return tally;
    }

    /// <summary>A customer of the base profile, and one of a segment that weighs most; both have 100 points.</summary>
    private static PortfolioTally Heaviest()
    {
        var tally = new PortfolioTally(Profile);
        Columns.Score([new double[] { 20, 20 }], new double[2], new int[2], namedSegments: [-1, 0], weights: [1, 1e15], tally: tally);
        return tally;
    }

    private static PortfolioTally Copy(PortfolioTally tally) => PortfolioTally.Parse(tally.ToJson(), Profile);
}
