using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>A listener to one kind of telemetry gets all of it. No other test runs meanwhile.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class OneListenerTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("healthscoring.metric.faults", "metric.name=debt error.type=System.TimeoutException: 1")]
    [InlineData("healthscoring.function.faults",
        "function=OverrideBy error.type=System.InvalidOperationException: 1, function=SegmentBy error.type=System.FormatException: 1")]
    public void The_faults_of_a_single_customer_do_not_need_a_listener_to_the_other_kind(string instrument, string expected)
    {
        ScoringProfile profile = ScoringProfile.Create("faults", p => p.Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
            .Signal("debt").Tier("any", 0).Segment("big", s => s.Weight("usage", 2)));
        HealthScorer<int> scorer = new(profile,
            [HealthMetric.From<int>("logins", _ => 50), HealthMetric.From<int>("debt", _ => throw new TimeoutException("slow"))],
            new() { SegmentBy = _ => throw new FormatException("who?"), OverrideBy = (_, _) => throw new InvalidOperationException("why?") });
        List<string> told = [];
        using var meters = new MeterListener
        {
            InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Name == "HealthScoring" && published.Name == instrument)
                    listener.EnableMeasurementEvents(published);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, faults, tags, _) => told.Add($"{TelemetryWatch.Attributes(tags.ToArray())}: {faults}"));
        meters.Start();

        _ = scorer.Score(1, AsOf);

        Assert.Equal(expected, string.Join(", ", told.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_request_is_timed_where_nobody_wants_spans()
    {
        using var watch = new TelemetryWatch("timed", spans: false);

        Assert.Equal(50, (await Requesting("timed").ScoreAsync(1, AsOf, Cancellation)).Value);

        Assert.Equal(["metric.name=tickets: 3"], watch.Each("healthscoring.metric.duration"));
    }

    [Fact]
    public void Without_a_listener_no_request_is_watched() => Assert.False(ScoringTelemetry.WatchesRequests);

    [Fact]
    public async Task A_request_is_a_span_where_nobody_wants_its_time()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HealthScoring",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Enqueue(span.DisplayName),
        };
        ActivitySource.AddActivityListener(listener);

        Assert.Equal(50, (await Requesting("spans").ScoreAsync(1, AsOf, Cancellation)).Value);

        Assert.Equal("measure tickets", Assert.Single(spans));
    }

    private static HealthScorer<int> Requesting(string profile)
    {
        var clock = new FakeTimeProvider();
        return new(
            ScoringProfile.Create(profile, p => p.Dimension("usage", 1, d => d.Metric("tickets", Curve.Linear(0, 100))).Tier("any", 0)), [],
            new() { TimeProvider = clock },
            [HealthMetric.FromBatch<int>("tickets", (_, _, _) =>
            {
                clock.Advance(TimeSpan.FromSeconds(3));
                return Task.FromResult<IReadOnlyList<Measurement>>([new Measurement(50)]);
            })]);
    }
}
