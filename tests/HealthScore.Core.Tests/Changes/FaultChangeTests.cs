using HealthScoring.Changes;
using Xunit;
using static HealthScoring.Tests.Changes.Compared;

namespace HealthScoring.Tests.Changes;

/// <summary>A metric with a fault counts as 0 points here; one without a value does not count.</summary>
public sealed class FaultChangeTests
{
    [Fact]
    public void Faults_under_another_profile_are_named_in_order_and_those_of_its_new_metrics_are_its_own()
    {
        HealthScore before = Score(Profile("before", "a", "b", "m"), October, _ => 60);
        HealthScore after = Score(Profile("after", "a", "b", "c", "m"), November, name => name == "m" ? 60 : throw new TimeoutException());

        ScoreChange change = before.To(after);

        // 60; m alone is 60; with 0 for a and b it is 60 / 3 = 20, and with 0 for c too 60 / 4 = 15.
        Assert.Equal(
            [(ScoreChangeKind.Fault, null, -40), (ScoreChangeKind.Profile, "after", -5), (ScoreChangeKind.Vanished, "a", 0),
                (ScoreChangeKind.Vanished, "b", 0)],
            change.Sizes());
        Assert.Equal("fault -40.0 (a, b)", change.Parts[0].Text);
    }

    [Fact]
    public void A_fault_that_is_over_says_so_where_the_value_is_still_missing()
    {
        ScoringProfile profile = Profile("p", "a", "m");
        HealthScore before = Score(profile, October, name => name == "m" ? 60 : throw new TimeoutException());
        HealthScore after = Score(profile, November, name => name == "m" ? 60 : null);

        // (0 + 60) / 2, and m alone.
        Assert.Equal("up 30.0 since 2026-10-01: fault +30.0 (no metric has one now)", before.To(after).ToString());
    }

    private static ScoringProfile Profile(string name, params string[] metrics) => ScoringProfile.Create(name, p => p.OnFault(FaultPolicy.Points(0))
        .Dimension("d", 1, d =>
        {
            foreach (string metric in metrics)
                d.Metric(metric, Curve.Linear(0, 100));
        }).Tier("all", 0));

    private static HealthScore Score(ScoringProfile profile, DateTimeOffset asOf, Func<string, double?> measure) =>
        new HealthScorer<int>(profile, profile.MetricNames.Select(name => HealthMetric.From<int>(name, _ => measure(name)))).Score(1, asOf);
}
