using System.Diagnostics;
using HealthScoring.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>The request of a batch metric while somebody listens; nothing else runs meanwhile.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class WatchedRequestTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private readonly TaskCompletionSource<IReadOnlyList<Measurement>> _answer = new();
    private readonly GivenBack _given = new();

    [Fact]
    public async Task It_goes_on_without_the_callers_context()
    {
        using var watch = new TelemetryWatch("watched");
        HealthScorer<int> scorer = Scorer("watched");

        HealthScore score = await RefusingContext.RunAsync(
            () => scorer.ScoreAsync(1, AsOf, TestContext.Current.CancellationToken), () => _answer.SetResult([new Measurement(50)]));

        Assert.Equal(50, score.Value);
        Assert.Equal("Unset: metric.name=tickets request.customers=1", Told(Assert.Single(watch.Spans)));
    }

    [Fact]
    public async Task One_that_the_caller_cancels_ends_with_that_and_is_told()
    {
        using var watch = new TelemetryWatch("cancelled");
        using var caller = new CancellationTokenSource();
        Task<HealthScore> scoring = Scorer("cancelled").ScoreAsync(1, AsOf, caller.Token);
        await _given.Told;

        await caller.CancelAsync();

        Assert.Equal(caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scoring)).CancellationToken);
        Assert.Equal("Error: metric.name=tickets request.customers=1 error.type=System.OperationCanceledException", Told(Assert.Single(watch.Spans)));
        Assert.Equal(["metric.name=tickets error.type=System.OperationCanceledException: 0"], watch.Each("healthscoring.metric.duration"));
        Assert.Empty(watch.Each("healthscoring.customers"));
    }

    private static string Told(Activity span) => $"{span.Status}: {TelemetryWatch.Attributes(span.TagObjects)}";

    private HealthScorer<int> Scorer(string profile) => new(
        ScoringProfile.Create(profile, p => p.Dimension("usage", 1, d => d.Metric("tickets", Curve.Linear(0, 100))).Tier("any", 0)), [],
        new() { TimeProvider = new FakeTimeProvider() },
        [
            HealthMetric.FromBatch<int>("tickets", (_, _, _) =>
            {
                _given.Begin();
                return _answer.Task;
            }),
        ]);
}
