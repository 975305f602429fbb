using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

/// <summary>A batch metric that leaves the defaults as they are.</summary>
public sealed class PlainBatchMetricTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("support", profile => profile
        .Dimension("support", 1, support => support.Metric("tickets", Curve.Linear(worst: 10, best: 0)))
        .Tier("any", 0));

    [Fact]
    public async Task Its_fault_is_not_thrown()
    {
        var scorer = new HealthScorer<string>(Profile, [], batchMetrics: [new Broken()]);

        HealthScore score = await scorer.ScoreAsync("Acme", AsOf, TestContext.Current.CancellationToken);

        Assert.Equal(["tickets: Fault, TimeoutException: no answer"],
            score.Missing.Select(missing => $"{missing.Metric}: {missing.Reason}, {missing.Error}"));
    }

    [Fact]
    public void It_has_30_seconds_for_an_answer()
    {
        IBatchMetric<string> plain = new Broken();

        Assert.Equal((TimeSpan.FromSeconds(30), false), (plain.Timeout, plain.ThrowFaults));
    }

    private sealed class Broken : IBatchMetric<string>
    {
        public string Name => "tickets";

        public Task<IReadOnlyList<Measurement>> MeasureAsync(
            IReadOnlyList<string> customers, DateTimeOffset asOf, CancellationToken cancellationToken) => throw new TimeoutException("no answer");
    }
}
