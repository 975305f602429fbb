using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What is said where too many customers have a fault.</summary>
public sealed class TooManyFaultsTextTests
{
    private const string End = " Results of the blocks before were handed over; score again when the source is back.";

    private static readonly ScoringProfile Profile = ScoringProfile.Create("p", p => p
        .Dimension("d", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("tickets", Curve.Linear(10, 0)))
        .Tier("any", 0));

    [Fact]
    public void Each_metric_that_threw_is_named_with_its_first_fault()
    {
        HealthScorer<int> scorer = new(Profile,
        [
            HealthMetric.From<int>("logins", customer => customer > 0 ? throw new TimeoutException("late") : 50),
            HealthMetric.From<int>("tickets", customer => customer > 0 ? throw new FormatException("odd") : 5),
        ]);

        TooManyFaultsException fault = Assert.Throws<TooManyFaultsException>(() =>
            scorer.ScoreAll([0, 1], new() { MaxFaultyShare = 0.25, BlockSize = 4 }).Count());

        Assert.Equal("50.0 % of the customers (1 of 2) have a fault, and at most 25.0 % may: "
            + "logins: TimeoutException: late; tickets: FormatException: odd." + End, fault.Message);
    }

    [Fact]
    public void Where_customers_are_null_no_metric_is_named()
    {
        HealthScorer<string?> scorer = new(Profile,
            [HealthMetric.From<string?>("logins", _ => 1), HealthMetric.From<string?>("tickets", _ => 1)]);

        TooManyFaultsException fault = Assert.Throws<TooManyFaultsException>(() =>
            scorer.ScoreAll(["a", null], new() { MaxFaultyShare = 0.4, BlockSize = 4 }).Count());

        Assert.Equal("50.0 % of the customers (1 of 2) have a fault, and at most 40.0 % may." + End, fault.Message);
        Assert.Empty(fault.Faults);
        Assert.Null(fault.InnerException);
    }
}
