using System.Collections;
using HealthScoring.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>On which threads and in which contexts a batch metric is asked, and what becomes of an answer that is late.</summary>
public sealed class BatchRequestTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("requests", profile => profile
        .Dimension("usage", 1, usage => usage.Metric("tickets", Curve.Linear(0, 100)))
        .Tier("any", 0));

    private readonly FakeTimeProvider _clock = new();
    private readonly List<bool> _isOnPool = [];
    private readonly GivenBack _given = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An answer that never comes.</summary>
    private static Task<IReadOnlyList<Measurement>> Never => new TaskCompletionSource<IReadOnlyList<Measurement>>().Task;

    private static Task<IReadOnlyList<Measurement>> Fifty => Task.FromResult<IReadOnlyList<Measurement>>([new Measurement(50)]);

    [Fact]
    public async Task A_metric_that_blocks_again_keeps_threads_of_its_own()
    {
        using var asked = new SemaphoreSlim(0);
        using var blocked = new ManualResetEventSlim();
        HealthScorer<int> scorer = Scorer((call, _) =>
        {
            if (call is 2 or 3)
            {
                asked.Release();
                blocked.Wait(CancellationToken.None);
            }
            return Fifty;
        });

        var scores = new List<double?>();
        for (int call = 1; call <= 4; call++)
        {
            Task<HealthScore> scoring = Score(scorer);
            if (call is 2 or 3)
            {
                Assert.True(await asked.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
                _clock.Advance(Limit);
            }
            scores.Add((await scoring).Value);
        }
        blocked.Set();

        double?[] expected = [50, null, null, 50];
        Assert.Equal(expected, scores);
        Assert.Equal([true, true, false, false], _isOnPool);
    }

    [Fact]
    public async Task A_metric_that_throws_at_once_stays_on_the_threads_of_the_pool()
    {
        HealthScorer<int> scorer = Scorer((call, _) => call == 1 ? throw new InvalidDataException("no such table") : Fifty);

        HealthScore first = await Score(scorer), second = await Score(scorer);

        Assert.Equal("tickets (fault: InvalidDataException: no such table)", Assert.Single(first.Missing).ToString());
        Assert.Equal(50, second.Value);
        Assert.Equal([true, true], _isOnPool);
    }

    [Fact]
    public async Task So_does_one_that_gave_its_task_back_however_late_the_answer_is()
    {
        HealthScorer<int> scorer = Scorer((call, _) =>
        {
            if (call > 1)
                return Fifty;
            _given.Begin();
            return Never;
        });

        HealthScore first = await ScoreTooLate(scorer), second = await Score(scorer);

        Assert.Equal("tickets (fault: TimeoutException: There was no answer within 5 seconds.)", Assert.Single(first.Missing).ToString());
        Assert.Equal(50, second.Value);
        Assert.Equal([true, true], _isOnPool);
    }

    [Fact]
    public async Task A_late_answer_is_not_looked_at()
    {
        var late = new TaskCompletionSource<IReadOnlyList<Measurement>>();
        HealthScorer<int> scorer = Scorer((_, _) =>
        {
            _given.Begin();
            return late.Task;
        });
        HealthScore score = await ScoreTooLate(scorer);
        var answer = new Answer();

        // On a thread of the pool, where what waited for the answer goes on before this call returns.
        await Task.Run(() => late.SetResult(answer), Cancellation);

        Assert.Null(score.Value);
        Assert.Equal(0, answer.Looks);
    }

    [Fact]
    public async Task A_score_that_waits_for_an_answer_goes_on_without_the_callers_context()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<Measurement>>();
        HealthScorer<int> scorer = Scorer((_, _) => answer.Task);

        HealthScore score = await RefusingContext.RunAsync(() => Score(scorer), () => answer.SetResult([new Measurement(50)]));

        Assert.Equal(50, score.Value);
    }

    [Fact]
    public async Task So_does_the_request_without_a_context_that_its_metric_leaves_behind()
    {
        var context = new RefusingContext();
        var answer = new TaskCompletionSource<IReadOnlyList<Measurement>>();
        HealthScorer<int> scorer = Scorer((_, _) =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            _given.Begin();
            return answer.Task;
        });
        Task<HealthScore> scoring = Score(scorer);
        await _given.Told;

        answer.SetResult([new Measurement(50)]);

        Assert.Equal(50, (await scoring).Value);
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task A_caller_that_cancels_is_not_asked_to_go_on_when_the_metric_has_noticed()
    {
        var context = new RefusingContext();
        using var cancel = new CancellationTokenSource();
        using var noticed = new ManualResetEventSlim();
        HealthScorer<int> scorer = Scorer((_, cancellation) =>
        {
            cancellation.Register(() => noticed.Wait(CancellationToken.None));
            _given.Begin();
            return Never;
        });
        Task<HealthScore> scoring = scorer.ScoreAsync(1, AsOf, cancel.Token);
        await _given.Told;

        context.Within(() =>
        {
            cancel.Cancel();
            return true;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scoring);
        noticed.Set();

        // Nothing signals when the metric has ended; it takes fewer turns of the pool than these.
        for (int turn = 0; turn < 1000; turn++)
            await Task.Run(() => { }, Cancellation);
        Assert.Equal(0, context.Posts);
    }

    private static Task<HealthScore> Score(HealthScorer<int> scorer) => scorer.ScoreAsync(1, AsOf, Cancellation);

    /// <summary>Scores by a metric that gives its task back in time, and no answer.</summary>
    private async Task<HealthScore> ScoreTooLate(HealthScorer<int> scorer)
    {
        Task<HealthScore> scoring = Score(scorer);
        await _given.Told;
        _clock.Advance(Limit);
        return await scoring;
    }

    /// <summary>A scorer whose metric is a function of the number of the call, from 1, and of the request's token.</summary>
    private HealthScorer<int> Scorer(Func<int, CancellationToken, Task<IReadOnlyList<Measurement>>> measure) =>
        new(Profile, [], new() { TimeProvider = _clock },
        [
            HealthMetric.FromBatch<int>("tickets", (_, _, cancellation) =>
            {
                _isOnPool.Add(Thread.CurrentThread.IsThreadPoolThread);
                return measure(_isOnPool.Count, cancellation);
            }, new() { Timeout = Limit }),
        ]);

    /// <summary>An answer that counts how often it is looked at.</summary>
    private sealed class Answer : IReadOnlyList<Measurement>
    {
        public int Looks { get; private set; }

        public int Count => Look(1);

        public Measurement this[int index] => Look(new Measurement(50));

        public IEnumerator<Measurement> GetEnumerator() => Look(Enumerable.Repeat(new Measurement(50), 1).GetEnumerator());

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private T Look<T>(T part)
        {
            Looks++;
            return part;
        }
    }
}
