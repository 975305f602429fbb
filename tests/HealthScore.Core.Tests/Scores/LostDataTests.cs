using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>A source that is down without a fault ends a stream before it becomes a book of wrong scores.</summary>
public sealed class LostDataTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 10)))
        .Signal("debt")
        .Cap("overdue", 40, Condition.AtLeast("debt", 30))
        .Tier("any", 0));

    // One of ten customers has no nps, and all have the rest.
    private static readonly PortfolioSummary LastNight = Night(Profile, 100, Scorer(Profile, down: 1000));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Once_too_many_customers_lack_a_value_no_result_of_the_block_is_handed_over(int parallelism)
    {
        var tally = new PortfolioTally(Profile);
        List<long> positions = [];

        // From customer 60 on there is no nps and no debt: of 70 customers 16 lack nps, and 10 debt; of 80 it is 26 and 20.
        LostDataException lost = Assert.Throws<LostDataException>(() =>
        {
            ScoreStreamOptions<int> options = Options(0.15, parallelism);
            options.Tally = tally;
            foreach (ScoredCustomer<int> score in Scorer(Profile, down: 60).ScoreAll(Enumerable.Range(0, 100), options))
                positions.Add(score.Position);
        });

        Assert.Equal(Enumerable.Range(0, 70).Select(i => (long)i), positions);
        Assert.Equal((70L, 80L, 0.15), (tally.ToSummary().All.Customers, lost.Customers, lost.MaxLostShare));
        Assert.Equal("More customers lack a value than before, by more than 15.0 percentage points: "
            + "nps: missing for 32.5 % of customers, 10.0 % before; debt: missing for 25.0 % of customers, 0.0 % before (of 80 customers so far). "
            + "Results of the blocks before were handed over; score again when the source is back.", lost.Message);
        Assert.Equal(["nps", "debt"], lost.Lost.Select(metric => metric.Metric));
    }

    [Fact]
    public void As_many_as_the_limit_are_allowed_and_so_are_more_values_than_before()
    {
        // 70 of 100 lack debt, and 73 lack nps, as 10 did before.
        Assert.Equal(100, Scorer(Profile, down: 30).ScoreAll(Enumerable.Range(0, 100), Options(0.7, 1, block: 100)).Count());
        Assert.Throws<LostDataException>(() =>
            Scorer(Profile, down: 30).ScoreAll(Enumerable.Range(0, 100), Options(0.69, 1, block: 100)).Count());
        Assert.Equal(9, Scorer(Profile, down: 1000).ScoreAll(Enumerable.Range(1, 9), Options(0, 1)).Count());
    }

    [Fact]
    public void A_customer_that_is_null_lacks_everything()
    {
        var scorer = new HealthScorer<string?>(Profile,
            Profile.MetricNames.Select(name => HealthMetric.From<string?>(name, _ => 1)));
        LostDataException lost = Assert.Throws<LostDataException>(() =>
            scorer.ScoreAll(["a", null], new() { MaxLostShare = 0.4, EarlierSummary = LastNight, BlockSize = 4 }).Count());

        Assert.Equal(["logins", "debt"], lost.Lost.Select(metric => metric.Metric));
    }

    [Fact]
    public void Another_profiles_summary_is_compared_by_what_both_have()
    {
        ScoringProfile other = ScoringProfile.Create("q", p => p
            .Dimension("d", 1, d => d.Metric("nps", Curve.Linear(0, 10)).Metric("csat", Curve.Linear(0, 5)))
            .Tier("any", 0));

        LostDataException lost = Assert.Throws<LostDataException>(() =>
            Scorer(other, down: 0).ScoreAll(Enumerable.Range(0, 10), Options(0.5, 1)).Count());
        Assert.Equal("nps", Assert.Single(lost.Lost).Metric);
    }

    [Fact]
    public void What_nothing_compares_with_is_refused_at_once()
    {
        ScoringProfile other = ScoringProfile.Create("q", p => p
            .Dimension("d", 1, d => d.Metric("csat", Curve.Linear(0, 5)))
            .Tier("any", 0));

        Refused<ArgumentException>("MaxLostShare and EarlierSummary belong together, and one of them is not set.", new() { MaxLostShare = 0.1 });
        Refused<ArgumentException>("MaxLostShare and EarlierSummary belong together, and one of them is not set.",
            new() { EarlierSummary = LastNight });
        Refused<ArgumentException>("The EarlierSummary has no customers, so nothing compares with it.",
            new() { MaxLostShare = 0.1, EarlierSummary = new PortfolioTally(Profile).ToSummary() });
        Refused<ArgumentException>("The EarlierSummary has no metric or signal of the profile, so nothing compares with it.",
            new() { MaxLostShare = 0.1, EarlierSummary = Night(other, 10, Scorer(other, down: 5)) });
        foreach (double share in new[] { -0.1, 1.1, double.NaN })
        {
            Refused<ArgumentOutOfRangeException>("MaxLostShare must be a share, 0 to 1.",
                new() { MaxLostShare = share, EarlierSummary = LastNight });
        }
    }

    private static void Refused<T>(string message, ScoreStreamOptions<int> options)
        where T : ArgumentException =>
        Assert.StartsWith(message, Assert.Throws<T>(() => Scorer(Profile, down: 0).ScoreAll([1], options)).Message, StringComparison.Ordinal);

    private static ScoreStreamOptions<int> Options(double? share, int parallelism, int block = 10) =>
        new() { MaxLostShare = share, EarlierSummary = LastNight, MaxDegreeOfParallelism = parallelism, BlockSize = block };

    private static HealthScorer<int> Scorer(ScoringProfile profile, int down) => new(profile, profile.MetricNames.Select(name =>
        HealthMetric.From<int>(name, customer => (name == "nps" && customer % 10 == 0) || (name != "logins" && customer >= down) ? null : 5)));

    private static PortfolioSummary Night(ScoringProfile profile, int customers, HealthScorer<int> scorer)
    {
        var tally = new PortfolioTally(profile);
        Assert.Equal(customers, scorer.ScoreAll(Enumerable.Range(0, customers), new() { Tally = tally }).Count());
        return tally.ToSummary();
    }
}
