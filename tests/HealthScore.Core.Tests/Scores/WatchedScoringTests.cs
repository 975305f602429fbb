using System.Diagnostics;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Telemetry of a host's function that throws or scores. No other test runs meanwhile.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class WatchedScoringTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly ActivitySource Job = new(nameof(TelemetryWatch));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_segment_function_whose_fault_is_thrown_is_told()
    {
        using var watch = new TelemetryWatch("segments");
        HealthScorer<double> scorer = Scorer("segments",
            new() { ThrowFaults = true, SegmentBy = _ => throw new InvalidDataException("no such plan") });

        AssertThrown("SegmentBy threw InvalidDataException: no such plan", () => scorer.Score(60, AsOf));
        AssertThrown("SegmentBy threw InvalidDataException: no such plan", () => scorer.ScoreInto([60], AsOf, new double[1], new int[1]));

        Assert.Equal(["function=SegmentBy error.type=System.IO.InvalidDataException: 2"], watch.Sums("healthscoring.function.faults"));
        Assert.Empty(watch.Each("healthscoring.customers"));
    }

    [Fact]
    public void So_is_an_override_function()
    {
        using var watch = new TelemetryWatch("overrides");
        HealthScorer<double> scorer = Scorer("overrides",
            new() { ThrowFaults = true, OverrideBy = (_, _) => throw new InvalidDataException("no decisions") });

        AssertThrown("OverrideBy: InvalidDataException: no decisions", () => scorer.Score(60, AsOf));
        AssertThrown("OverrideBy: InvalidDataException: no decisions", () => scorer.ScoreInto([60], AsOf, new double[1], new int[1]));

        Assert.Equal(["function=OverrideBy error.type=System.IO.InvalidDataException: 2"], watch.Sums("healthscoring.function.faults"));
        Assert.Empty(watch.Each("healthscoring.customers"));
    }

    [Fact]
    public async Task What_the_host_decides_about_a_result_is_a_part_of_its_own_span()
    {
        using var watch = new TelemetryWatch("details");
        List<Activity?> current = [];
        var options = new ScoreStreamOptions<double>
        {
            BlockSize = 2,
            MaxDegreeOfParallelism = 1,
            DetailsFor = _ =>
            {
                current.Add(Activity.Current);
                return false;
            },
        };
        using Activity job = Job.StartActivity("job")!;

        IAsyncEnumerable<double> customers = Enumerable.Range(0, 3).Select(i => (double)i).ToAsyncEnumerable();
        int count = await Scorer("details", new()).ScoreAllAsync(customers, options, Cancellation).CountAsync(Cancellation);

        Assert.Equal((3, 3), (count, current.Count));
        Assert.All(current, span => Assert.Same(job, span));
        Assert.Equal("score", Assert.Single(watch.Spans).OperationName);
    }

    private static void AssertThrown(string message, Func<object?> score) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(score).Message);

    private static HealthScorer<double> Scorer(string profile, HealthScorerOptions<double> options) => new(
        ScoringProfile.Create(profile, p => p.Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100))).Tier("any", 0)),
        [HealthMetric.From<double>("logins", value => value)], options);
}
