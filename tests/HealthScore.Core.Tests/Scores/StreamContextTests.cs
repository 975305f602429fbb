using HealthScoring.Tests.Hosting;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Whatever a stream waits for, it goes on without the caller's synchronisation context.</summary>
public sealed class StreamContextTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("streams", p => p
        .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
        .Tier("any", 0));

    private readonly TaskCompletionSource _step = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An answer that never comes.</summary>
    private static Task<IReadOnlyList<Measurement>> Never => new TaskCompletionSource<IReadOnlyList<Measurement>>().Task;

    [Fact]
    public async Task A_stream_that_waits_for_its_source_goes_on_without_it()
    {
        IAsyncEnumerator<ScoredCustomer<double>> results = Results(Reading(value => value), new(_step.Task, Task.CompletedTask), parallelism: 1);

        Assert.True(await RefusingContext.RunAsync(() => results.MoveNextAsync().AsTask(), _step.SetResult));

        Assert.Equal(40, results.Current.Value);
        await results.DisposeAsync();
    }

    [Fact]
    public async Task So_does_one_that_waits_for_a_batch_metric()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<Measurement>>();
        IAsyncEnumerator<ScoredCustomer<double>> results = Results(Asking(_ => answer.Task), parallelism: 1);

        Assert.True(await RefusingContext.RunAsync(
            () => results.MoveNextAsync().AsTask(), () => answer.SetResult([new Measurement(70)])));

        Assert.Equal(70, results.Current.Value);
        await results.DisposeAsync();
    }

    [Fact]
    public async Task So_does_one_that_waits_for_the_end_of_its_source()
    {
        IAsyncEnumerator<ScoredCustomer<double>> results = Results(Reading(value => value), new(Task.CompletedTask, _step.Task), parallelism: 1);
        Assert.True(await results.MoveNextAsync());

        Assert.True(await RefusingContext.RunAsync(() => EndAsync(results), _step.SetResult));
    }

    [Fact]
    public async Task So_does_one_that_is_left_while_customers_are_measured_on_other_threads()
    {
        using var go = new ManualResetEventSlim();
        HealthScorer<double> scorer = Reading(value =>
        {
            if (value > 40)
            {
                _asked.TrySetResult();
                go.Wait(CancellationToken.None);
            }
            return value;
        });
        IAsyncEnumerator<ScoredCustomer<double>> results = Results(scorer, parallelism: 2);
        Assert.True(await results.MoveNextAsync());
        await _asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.True(await RefusingContext.RunAsync(() => EndAsync(results), go.Set));
    }

    [Fact]
    public async Task So_does_one_that_is_left_while_a_batch_metric_is_asked()
    {
        HealthScorer<double> scorer = Asking(async customers =>
        {
            if (customers[0] == 40)
                return [new Measurement(40)];
            _asked.TrySetResult();
            return await Never;
        });
        IAsyncEnumerator<ScoredCustomer<double>> results = Results(scorer, parallelism: 2);
        Assert.True(await results.MoveNextAsync());
        await _asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var context = new RefusingContext();

        await context.Within(() => results.DisposeAsync().AsTask());

        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task So_does_one_that_a_fault_ends_while_a_batch_metric_is_asked()
    {
        HealthScorer<double> scorer = Asking(
            _ => Never, new() { ThrowFaults = true, OverrideBy = (_, _) => throw new InvalidDataException("no decisions") });
        IAsyncEnumerator<ScoredCustomer<double>> results = Results(scorer, parallelism: 1);
        var context = new RefusingContext();

        Task<bool> next = context.Within(() => results.MoveNextAsync().AsTask());

        Assert.Equal("OverrideBy: InvalidDataException: no decisions",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => next)).Message);
        Assert.Equal(0, context.Posts);
        await results.DisposeAsync();
    }

    private static HealthScorer<double> Reading(Func<double, double?> logins) => new(Profile, [HealthMetric.From("logins", logins)]);

    private static HealthScorer<double> Asking(
        Func<IReadOnlyList<double>, Task<IReadOnlyList<Measurement>>> logins, HealthScorerOptions<double>? options = null) =>
        new(Profile, [], options, [HealthMetric.FromBatch<double>("logins", (customers, _, _) => logins(customers))]);

    private static IAsyncEnumerator<ScoredCustomer<double>> Results(HealthScorer<double> scorer, int parallelism) =>
        Results(scorer, new(Task.CompletedTask, Task.CompletedTask), parallelism);

    private static IAsyncEnumerator<ScoredCustomer<double>> Results(HealthScorer<double> scorer, Source source, int parallelism) => scorer
        .ScoreAllAsync(source, new() { BlockSize = 1, MaxDegreeOfParallelism = parallelism }, Cancellation).GetAsyncEnumerator(Cancellation);

    private static async Task<bool> EndAsync(IAsyncEnumerator<ScoredCustomer<double>> results)
    {
        await results.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives 40, 41 and so on without an end, each after a step, and lets go after another.</summary>
    private sealed class Source(Task read, Task end) : IAsyncEnumerable<double>, IAsyncEnumerator<double>
    {
        public double Current { get; private set; } = 39;

        public IAsyncEnumerator<double> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public async ValueTask<bool> MoveNextAsync()
        {
            await read.ConfigureAwait(false);
            Current++;
            return true;
        }

        public ValueTask DisposeAsync() => new(end);
    }
}
