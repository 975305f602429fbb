using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What is said where a host's metrics are not those that a profile names.</summary>
public sealed class MetricBindingTests
{
    [Fact]
    public void A_label_that_is_not_registered_is_named_as_one()
    {
        ScoringProfile profile = ScoringProfile.Create("labelled", p => p
            .Label("region")
            .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
            .Tier("any", 0)
            .Cap("north", 30, Condition.LabelIs("region", "north")));

        Assert.Equal(
            """
            The scorer of profile 'labelled' has 2 errors:
            - metric 'logins': profile 'labelled' names it, and it is not registered; register a metric of that name
            - metric 'region': profile 'labelled' names it as a label, and it is not registered; register it with AddLabel or HealthMetric.Label
            """.ReplaceLineEndings("\n"),
            Assert.Throws<InvalidRegistrationException>(() => new HealthScorer<double>(profile, [])).Message);
    }

    [Fact]
    public void A_timeout_may_be_a_millisecond_and_49_days()
    {
        TimeSpan shortest = TimeSpan.FromMilliseconds(1), longest = TimeSpan.FromDays(49);

        Assert.Empty(MetricBinding.Errors([("quick", shortest), ("slow", longest), ("patient", Timeout.InfiniteTimeSpan)]));
        Assert.Equal(
            [
                "metric 'quick': it has a timeout of 00:00:00.0009999; use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan",
                "metric 'slow': it has a timeout of 49.00:00:00.0000001; use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan",
                "metric '': it has a timeout of 00:00:00; use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan",
            ], Texts([("quick", shortest - TimeSpan.FromTicks(1)), ("slow", longest + TimeSpan.FromTicks(1)), (null, TimeSpan.Zero)]));
    }

    private static IEnumerable<string> Texts((string? Name, TimeSpan Timeout)[] metrics) =>
        MetricBinding.Errors(metrics).Select(error => error.ToString());
}
