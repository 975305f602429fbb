using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>An outage ends a stream before it becomes a book of wrong scores.</summary>
public sealed class TooManyFaultsTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("tickets", Curve.Linear(10, 0)))
        .Tier("any", 0));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Once_too_many_customers_have_a_fault_no_result_of_the_block_is_handed_over(int parallelism)
    {
        var tally = new PortfolioTally(Profile);
        List<long> positions = [];

        // From customer 30 on tickets are down: 2 of 32 is 6.3 %, 6 of 36 is 16.7 %.
        TooManyFaultsException fault = Assert.Throws<TooManyFaultsException>(() =>
        {
            foreach (ScoredCustomer<int> score in Scorer(down: 30).ScoreAll(Enumerable.Range(0, 100), Options(0.1, parallelism, tally)))
                positions.Add(score.Position);
        });

        Assert.Equal(Enumerable.Range(0, 32).Select(i => (long)i), positions);
        Assert.Equal((6L, 36L, 0.1, 32L), (fault.FaultyCustomers, fault.Customers, fault.MaxFaultyShare, tally.ToSummary().All.Customers));
        Assert.Equal("16.7 % of the customers (6 of 36) have a fault, and at most 10.0 % may: tickets: TimeoutException: 32 is late. "
            + "Results of the blocks before were handed over; score again when the source is back.", fault.Message);
        Assert.Equal("32 is late", fault.InnerException?.Message);
        Assert.Equal("tickets", Assert.Single(fault.Faults).Metric);
    }

    [Fact]
    public void As_many_as_the_limit_are_allowed_and_without_one_all_are()
    {
        Assert.Equal(40, Scorer(down: 36).ScoreAll(Enumerable.Range(0, 40), Options(0.1, 1)).Count());
        Assert.Equal(40, Scorer(down: 0).ScoreAll(Enumerable.Range(0, 40), Options(null, 1)).Count());
        Assert.Throws<TooManyFaultsException>(() => Scorer(down: 39).ScoreAll(Enumerable.Range(0, 40), Options(0, 1)).Count());
    }

    // 0.29 * 100 is 28.999999999999996 in doubles.
    [Fact]
    public void A_share_that_is_the_limit_is_not_above_it()
    {
        Assert.Equal(100, Scorer(down: 71).ScoreAll(Enumerable.Range(0, 100), new() { MaxFaultyShare = 0.29, BlockSize = 100 }).Count());
        Assert.Throws<TooManyFaultsException>(() =>
            Scorer(down: 70).ScoreAll(Enumerable.Range(0, 100), new() { MaxFaultyShare = 0.29, BlockSize = 100 }).Count());
    }

    [Fact]
    public void A_customer_that_is_null_is_a_fault()
    {
        var scorer = new HealthScorer<string?>(
            Profile, [HealthMetric.From<string?>("logins", _ => 1), HealthMetric.From<string?>("tickets", _ => 1)]);

        Assert.Throws<TooManyFaultsException>(() => scorer.ScoreAll(["a", null], new() { MaxFaultyShare = 0.4, BlockSize = 4 }).Count());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_not_a_share_is_refused(double share) => Assert.StartsWith("MaxFaultyShare must be a share, 0 to 1.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Scorer(down: 0).ScoreAll([1], Options(share, 1))).Message, StringComparison.Ordinal);

    private static ScoreStreamOptions<int> Options(double? share, int parallelism, PortfolioTally? tally = null) =>
        new() { MaxFaultyShare = share, MaxDegreeOfParallelism = parallelism, BlockSize = 4, Tally = tally };

    private static HealthScorer<int> Scorer(int down) => new(Profile,
    [
        HealthMetric.From<int>("logins", customer => customer),
        HealthMetric.From<int>("tickets", customer => customer >= down ? throw new TimeoutException($"{customer} is late") : 1),
    ]);
}
