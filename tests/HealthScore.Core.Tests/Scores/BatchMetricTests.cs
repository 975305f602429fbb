using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class BatchMetricTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("saas", profile => profile
        .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 100)).Metric("tickets", Curve.Linear(100, 0)))
        .Tier("low", 0)
        .Tier("high", 50));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_metric_is_asked_once_per_block_and_never_about_a_customer_that_is_null()
    {
        var asked = new List<IReadOnlyList<Account?>>();
        IBatchMetric<Account?> tickets = HealthMetric.FromBatch<Account?>("tickets", (accounts, asOf, _) =>
        {
            Assert.Equal(AsOf, asOf);
            asked.Add(accounts);
            return Answer(accounts);
        });
        Account?[] customers = [.. Enumerable.Range(0, 45).Select(i => i is 3 or (>= 20 and < 30) ? null : new Account(i))];
        var scorer = new HealthScorer<Account?>(
            Profile, [HealthMetric.From<Account?>("logins", account => account!.Logins)], batchMetrics: [tickets]);
        var options = new ScoreStreamOptions<Account?> { AsOf = AsOf, BlockSize = 10, MaxDegreeOfParallelism = 1 };

        ScoredCustomer<Account?>[] scores =
            await scorer.ScoreAllAsync(customers.ToAsyncEnumerable(), options, Cancellation).ToArrayAsync(Cancellation);

        // One that is null has no block of its own: the third block has no customer to ask about. Each list is the metric's to keep.
        Assert.Equal([9, 10, 10, 5], asked.Select(accounts => accounts.Count));
        Assert.Equal(customers.OfType<Account>(), asked.SelectMany(accounts => accounts));
        Assert.Equal(customers.Select(account => account is null ? null : Expected(account.Logins)), scores.Select(score => score.Value));
    }

    [Fact]
    public async Task A_metric_that_blocks_beyond_its_time_gets_threads_of_its_own()
    {
        var clock = new FakeTimeProvider(AsOf);
        using var blocked = new ManualResetEventSlim();
        var isOnPool = new List<bool>();
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", (accounts, _, _) =>
        {
            isOnPool.Add(Thread.CurrentThread.IsThreadPoolThread);
            if (isOnPool.Count == 2)
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                blocked.Wait(CancellationToken.None);
            }
            return Answer(accounts);
        }, new() { Timeout = TimeSpan.FromSeconds(5) });

        ScoredCustomer<Account>[] scores = await Scores(
            new HealthScorer<Account>(Profile, [Logins], new() { TimeProvider = clock }, [tickets]), parallelism: 1);
        blocked.Set();

        Assert.Equal([true, true, false, false, false], isOnPool);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => i is >= 10 and < 20 ? i : Expected(i)), scores.Select(score => score.Value));
    }

    [Fact]
    public async Task A_request_that_fails_costs_only_its_block_the_number()
    {
        for (int failing = 0; failing < 5; failing++)
        {
            int call = 0;
            IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", (accounts, _, _) => (call++ - failing, failing % 2) switch
            {
                (0, 0) => throw new TimeoutException("no answer"),
                (0, _) => Task.FromException<IReadOnlyList<Measurement>>(new TimeoutException("no answer")),
                _ => Answer(accounts),
            });

            ScoredCustomer<Account>[] scores = await Scores(Scorer(tickets), parallelism: 1);

            Assert.Equal(45, scores.Length);
            Assert.All(scores, score =>
            {
                bool faulty = score.Position / 10 == failing;
                // Without tickets the logins are all there is.
                Assert.Equal(faulty ? score.Position : Expected(score.Position), score.Value);
                Assert.Equal(faulty ? ["tickets (fault: TimeoutException: no answer)"] : [], score.Faults.Select(fault => fault.ToString()));
            });
        }
    }

    [Fact]
    public async Task Another_number_of_measurements_than_of_customers_is_a_fault()
    {
        foreach ((int count, string text) in new[]
        {
            (0, "There are 0 measurements for 10 customers; return one for each."),
            (9, "There are 9 measurements for 10 customers; return one for each."),
            (11, "There are 11 measurements for 10 customers; return one for each."),
            (-1, "The answer is null; return a measurement for each customer."),
        })
        {
            IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets",
                (_, _, _) => Task.FromResult<IReadOnlyList<Measurement>>(count < 0 ? null! : new Measurement[count]));

            ScoredCustomer<Account> score = (await Scores(Scorer(tickets), parallelism: 2))[17];

            Assert.Equal($"tickets (fault: InvalidOperationException: {text})", Assert.Single(score.Faults).ToString());
            Assert.Equal(17, score.Value);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_metric_that_hangs_is_left_alone_after_its_timeout(bool blocks)
    {
        var clock = new FakeTimeProvider(AsOf);
        using var end = new ManualResetEventSlim();
        var started = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        int call = 0;
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", async (accounts, _, cancellation) =>
        {
            if (Interlocked.Increment(ref call) > 1)
                return await Answer(accounts);
            started.SetResult(cancellation);
            // Either way it takes no notice of the cancellation.
            if (blocks)
                end.Wait(CancellationToken.None);
            else
                await Task.Run(() => end.Wait(CancellationToken.None), CancellationToken.None);
            return await Answer(accounts);
        }, new() { Timeout = TimeSpan.FromSeconds(2.5) });
        Task<ScoredCustomer<Account>[]> scoring = Scores(
            new HealthScorer<Account>(Profile, [Logins], new() { TimeProvider = clock }, [tickets]), parallelism: 1);

        CancellationToken cancelled = await started.Task;
        clock.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(cancelled.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        ScoredCustomer<Account>[] scores = await scoring;
        end.Set();

        Assert.True(cancelled.IsCancellationRequested);
        Assert.Equal(5, call);
        Assert.All(scores[..10], score =>
            Assert.Equal("tickets (fault: TimeoutException: There was no answer within 2.5 seconds.)", Assert.Single(score.Faults).ToString()));
        Assert.Equal(Enumerable.Range(0, 45).Select(i => i < 10 ? i : Expected(i)), scores.Select(score => score.Value));
    }

    [Fact]
    public async Task What_a_metric_throws_when_it_is_cancelled_affects_no_other_metric()
    {
        var clock = new FakeTimeProvider(AsOf);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", async (accounts, _, cancellation) =>
        {
            cancellation.Register(() => throw new IOException("Already closed."));
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return await Answer(accounts);
        }, new() { Timeout = TimeSpan.FromSeconds(1) });
        var scorer = new HealthScorer<Account>(Profile, [Logins], new() { TimeProvider = clock }, [tickets]);

        Task<HealthScore> scoring = scorer.ScoreAsync(new(5), AsOf, Cancellation);
        await started.Task;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<TimeoutException>(Assert.Single((await scoring).Missing).Exception);

        using var cancel = new CancellationTokenSource();
        started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        scoring = scorer.ScoreAsync(new(5), AsOf, cancel.Token);
        await started.Task;
        cancel.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scoring);
    }

    [Fact]
    public async Task A_task_that_is_null_is_a_fault_that_says_so()
    {
        var scorer = new HealthScorer<Account>(Profile, [Logins], batchMetrics: [HealthMetric.FromBatch<Account>("tickets", (_, _, _) => null!)]);

        Assert.Equal("tickets (fault: InvalidOperationException: The answer is null; return a measurement for each customer.)",
            Assert.Single((await scorer.ScoreAsync(new(5), AsOf, Cancellation)).Missing).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_scoring_that_is_cancelled_before_it_starts_asks_no_metric(bool batch)
    {
        int asked = 0;
        HealthScorer<Account> scorer = batch
            ? new(Profile, [Logins], batchMetrics: [HealthMetric.FromBatch<Account>("tickets", (accounts, _, _) =>
            {
                asked++;
                return Answer(accounts);
            })])
            : new(Profile, [Logins, HealthMetric.From<Account>("tickets", _ => asked++)]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scorer.ScoreAsync(new(5), AsOf, new(canceled: true)));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_late_exception_is_observed()
    {
        var unobserved = new List<string>();
        void Note(object? _, UnobservedTaskExceptionEventArgs arguments)
        {
            lock (unobserved)
                unobserved.AddRange(arguments.Exception.InnerExceptions.Select(exception => exception.Message));
        }
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await FailLate();
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
        Assert.DoesNotContain("too late", unobserved);
    }

    private static async Task FailLate()
    {
        var clock = new FakeTimeProvider(AsOf);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new TaskCompletionSource<IReadOnlyList<Measurement>>();
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", (_, _, _) =>
        {
            started.SetResult();
            return late.Task;
        });
        Task<HealthScore> scoring = new HealthScorer<Account>(Profile, [Logins], new() { TimeProvider = clock }, [tickets])
            .ScoreAsync(new(7), AsOf, Cancellation);
        await started.Task;
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("tickets (fault: TimeoutException: There was no answer within 30 seconds.)", Assert.Single((await scoring).Missing).ToString());
        late.SetException(new InvalidDataException("too late"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_metric_answers_once_it_is_cancelled_is_late(bool byCaller)
    {
        var clock = new FakeTimeProvider(AsOf);
        using var caller = new CancellationTokenSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // It takes its cancellation for the end of its own wait, and answers with what it has.
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", async (accounts, _, cancellation) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return [.. accounts.Select(_ => Measurement.None)];
        }, new() { Timeout = TimeSpan.FromSeconds(5) });
        Task<HealthScore> scoring = new HealthScorer<Account>(Profile, [Logins], new() { TimeProvider = clock }, [tickets])
            .ScoreAsync(new(7), AsOf, caller.Token);
        await asked.Task;

        if (byCaller)
        {
            await caller.CancelAsync();
            Assert.Equal(caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scoring)).CancellationToken);
            return;
        }
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("tickets (fault: TimeoutException: There was no answer within 5 seconds.)", Assert.Single((await scoring).Missing).ToString());
    }

    [Fact]
    public async Task What_a_metric_does_when_it_is_cancelled_holds_nothing_up()
    {
        var clock = new FakeTimeProvider(AsOf);
        using var end = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", async (_, _, cancellation) =>
        {
            cancellation.Register(() => end.Wait(CancellationToken.None));
            asked.SetResult();
            return await new TaskCompletionSource<IReadOnlyList<Measurement>>().Task;
        }, new() { Timeout = TimeSpan.FromSeconds(5) });
        Task<HealthScore> scoring = new HealthScorer<Account>(Profile, [Logins], new() { TimeProvider = clock }, [tickets])
            .ScoreAsync(new(7), AsOf, Cancellation);
        await asked.Task;

        clock.Advance(TimeSpan.FromSeconds(5));
        HealthScore score = await scoring;
        end.Set();

        Assert.Equal("tickets (fault: TimeoutException: There was no answer within 5 seconds.)", Assert.Single(score.Missing).ToString());
    }

    [Fact]
    public async Task A_cancellation_of_the_metrics_own_is_a_fault()
    {
        using var own = new CancellationTokenSource();
        await own.CancelAsync();
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets",
            (_, _, _) => Task.FromException<IReadOnlyList<Measurement>>(new OperationCanceledException("the pool is closed", own.Token)));

        HealthScore score = await Scorer(tickets).ScoreAsync(new(7), AsOf, Cancellation);

        Assert.Equal("tickets (fault: OperationCanceledException: the pool is closed)", Assert.Single(score.Missing).ToString());
    }

    [Theory]
    [InlineData("notices")]
    [InlineData("throws something else")]
    [InlineData("hangs")]
    [InlineData("answers all the same")]
    public async Task The_caller_may_cancel_any_request(string metric)
    {
        for (int call = 0; call < 5; call++)
        {
            using var caller = new CancellationTokenSource();
            int calls = 0;
            var tokens = new List<CancellationToken>();
            IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", async (accounts, _, cancellation) =>
            {
                lock (tokens)
                    tokens.Add(cancellation);
                if (Interlocked.Increment(ref calls) != call + 1)
                    return await Answer(accounts);
                await caller.CancelAsync();
                return metric switch
                {
                    "notices" => throw new OperationCanceledException(cancellation),
                    "throws something else" => throw new InvalidOperationException("connection closed"),
                    "hangs" => await new TaskCompletionSource<IReadOnlyList<Measurement>>().Task,
                    _ => await Answer(accounts),
                };
            });
            var source = new TrackedSource<Account>(i => new(i), 45);
            var scores = new List<ScoredCustomer<Account>>();

            OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            {
                await foreach (ScoredCustomer<Account> score in Scorer(tickets).ScoreAllAsync(source, Options(1 + call % 4), caller.Token))
                    scores.Add(score);
            });

            Assert.Equal(caller.Token, exception.CancellationToken);
            Assert.Equal(1, source.Disposed);
            Assert.All(scores, score => Assert.Equal(Expected(score.Position), score.Value));
            Assert.True(tokens[call].IsCancellationRequested);
        }
    }

    [Fact]
    public async Task A_consumer_that_breaks_off_cancels_the_requests_under_way()
    {
        int call = 0;
        var asked = new ConcurrentBag<CancellationToken>();
        IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", async (accounts, _, cancellation) =>
        {
            if (accounts[0].Logins == 0)
                return await Answer(accounts);
            asked.Add(cancellation);
            Interlocked.Increment(ref call);
            return await new TaskCompletionSource<IReadOnlyList<Measurement>>().Task;
        }, new() { Timeout = Timeout.InfiniteTimeSpan });
        var source = new TrackedSource<Account>(i => new(i), 45);

        await foreach (ScoredCustomer<Account> score in Scorer(tickets).ScoreAllAsync(source, Options(3), Cancellation))
        {
            Assert.Equal(Expected(0), score.Value);
            while (Volatile.Read(ref call) < 2)
                await Task.Yield();
            break;
        }

        Assert.Equal((2, 1), (asked.Count(token => token.IsCancellationRequested), source.Disposed));
    }

    [Fact]
    public async Task A_fault_that_is_to_be_thrown_ends_the_scoring_and_the_other_requests()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken ofHanging = default;
        IBatchMetric<Account> hanging = HealthMetric.FromBatch<Account>("logins", async (_, _, cancellation) =>
        {
            ofHanging = cancellation;
            asked.SetResult();
            return await new TaskCompletionSource<IReadOnlyList<Measurement>>().Task;
        }, new() { Timeout = Timeout.InfiniteTimeSpan });
        IBatchMetric<Account> failing = HealthMetric.FromBatch<Account>("tickets", async (_, _, _) =>
        {
            await asked.Task;
            throw new InvalidDataException("the server is gone");
        }, new() { ThrowFaults = true });
        var scorer = new HealthScorer<Account>(Profile, [], batchMetrics: [hanging, failing]);

        InvalidOperationException exception =
            await Assert.ThrowsAsync<InvalidOperationException>(() => scorer.ScoreAsync(new(7), AsOf, Cancellation));

        Assert.Equal("Metric 'tickets' threw InvalidDataException: the server is gone", exception.Message);
        Assert.IsType<InvalidDataException>(exception.InnerException);
        Assert.True(ofHanging.IsCancellationRequested);
    }

    [Fact]
    public async Task Whether_faults_are_thrown_is_read_once()
    {
        var metric = new Fickle();
        HealthScorer<Account> scorer = new(Profile, [Logins], batchMetrics: [metric]);
        metric.ThrowFaults = true;

        HealthScore score = await scorer.WithProfile(Profile).ScoreAsync(new(7), AsOf, Cancellation);
        Assert.Equal(MissingReason.Fault, score.Missing.Single(missing => missing.Metric == "tickets").Reason);
    }

    private sealed class Fickle : IBatchMetric<Account>
    {
        public string Name => "tickets";

        public bool ThrowFaults { get; set; }

        public Task<IReadOnlyList<Measurement>> MeasureAsync(IReadOnlyList<Account> customers, DateTimeOffset asOf,
            CancellationToken cancellationToken) => throw new InvalidDataException("the server is gone");
    }

    [Fact]
    public async Task A_fault_that_is_to_be_thrown_ends_a_stream_after_the_blocks_before()
    {
        foreach (bool scorersOwn in new[] { false, true })
        {
            IBatchMetric<Account> tickets = HealthMetric.FromBatch<Account>("tickets", (accounts, _, _) =>
                accounts[0].Logins == 30 ? Task.FromResult<IReadOnlyList<Measurement>>([]) : Answer(accounts), new() { ThrowFaults = !scorersOwn });
            var scorer = new HealthScorer<Account>(Profile, [Logins], new() { ThrowFaults = scorersOwn }, [tickets]);
            var source = new TrackedSource<Account>(i => new(i), 45);
            var scores = new List<ScoredCustomer<Account>>();

            InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            {
                await foreach (ScoredCustomer<Account> score in scorer.ScoreAllAsync(source, Options(3), Cancellation))
                    scores.Add(score);
            });

            Assert.Equal(
                "Metric 'tickets' threw InvalidOperationException: There are 0 measurements for 10 customers; return one for each.",
                exception.Message);
            Assert.Equal(Enumerable.Range(0, 30).Select(i => Expected(i)), scores.Select(score => score.Value));
            Assert.Equal(1, source.Disposed);
        }
    }

    [Fact]
    public async Task Every_metric_of_a_block_is_asked_at_once()
    {
        using var both = new Barrier(2);
        IBatchMetric<Account> Waiting(string name) => HealthMetric.FromBatch<Account>(name, (accounts, _, cancellation) =>
        {
            both.SignalAndWait(cancellation);
            return Answer(accounts);
        });

        HealthScore score = await new HealthScorer<Account>(Profile, [], batchMetrics: [Waiting("logins"), Waiting("tickets")])
            .ScoreAsync(new(7), AsOf, Cancellation);

        Assert.Empty(score.Missing);
    }

    [Fact]
    public async Task One_customer_has_the_same_explanation_whether_a_metric_is_asked_or_read()
    {
        foreach (Measurement tickets in new Measurement[] { 30, default, double.NaN, double.NegativeInfinity })
        {
            var reading = new HealthScorer<Account>(Profile, [Logins, HealthMetric.From<Account>("tickets", (_, _) => tickets)]);
            HealthScorer<Account> asking = Scorer(
                HealthMetric.FromBatch<Account>("tickets", (_, _, _) => Task.FromResult<IReadOnlyList<Measurement>>([tickets])));
            string story = reading.Score(new(7), AsOf).ToJson();

            Assert.Equal(story, (await asking.ScoreAsync(new(7), AsOf, Cancellation)).ToJson());
            Assert.Equal(story, (await reading.ScoreAsync(new(7), AsOf, Cancellation)).ToJson());
        }
    }

    [Fact]
    public void The_synchronous_members_say_that_they_cannot_wait()
    {
        HealthScorer<Account> scorer = Scorer(HealthMetric.FromBatch<Account>("tickets", (accounts, _, _) => Answer(accounts)));
        const string Message = "Metric 'tickets' is a batch metric, which answers asynchronously; call ScoreAsync or ScoreAllAsync.";

        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => scorer.Score(new Account(7))).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => scorer.Score(new Account(7), AsOf)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => scorer.ScoreInto([new(7)], AsOf, new double[1], new int[1])).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => scorer.ScoreAll([new(7)])).Message);
    }

    [Fact]
    public void A_batch_metric_that_the_profile_does_not_name_is_never_asked()
    {
        IBatchMetric<Account> other = HealthMetric.FromBatch<Account>("other", (_, _, _) => throw new InvalidOperationException("asked"));
        var scorer = new HealthScorer<Account>(
            Profile, [Logins, HealthMetric.From<Account>("tickets", account => 2 * account.Logins)], batchMetrics: [other]);

        Assert.Equal(Expected(7), scorer.Score(new Account(7), AsOf).Value);
    }

    [Fact]
    public void Every_problem_of_a_batch_metric_is_listed()
    {
        static IBatchMetric<Account> Batch(string name, TimeSpan timeout) =>
            HealthMetric.FromBatch<Account>(name, (accounts, _, _) => Answer(accounts), new() { Timeout = timeout });
        var exception = Assert.Throws<InvalidRegistrationException>(() => new HealthScorer<Account>(Profile, [Logins], batchMetrics:
        [
            Batch("logins", TimeSpan.Zero),
            Batch("ticket", TimeSpan.FromDays(50)),
            Batch("other", Timeout.InfiniteTimeSpan),
            null!,
        ]));

        Assert.Equal(
            """
            The scorer of profile 'saas' has 5 errors:
            - metrics: a registered metric is null, or its name is; give every metric a name
            - metric 'logins': it is registered 2 times; keep one, or give the others names of their own
            - metric 'tickets': profile 'saas' names it, and it is not registered; did you mean 'ticket'? Use one spelling in both places
            - metric 'logins': it has a timeout of 00:00:00; use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan
            - metric 'ticket': it has a timeout of 50.00:00:00; use one from 1 millisecond to 49 days, or Timeout.InfiniteTimeSpan
            """.ReplaceLineEndings("\n"),
            exception.Message);
    }

    private static IMetric<Account> Logins => HealthMetric.From<Account>("logins", account => account.Logins);

    private static HealthScorer<Account> Scorer(IBatchMetric<Account> tickets) => new(Profile, [Logins], batchMetrics: [tickets]);

    private static ScoreStreamOptions<Account> Options(int parallelism) =>
        new() { AsOf = AsOf, BlockSize = 10, MaxDegreeOfParallelism = parallelism };

    private static async Task<ScoredCustomer<Account>[]> Scores(HealthScorer<Account> scorer, int parallelism) =>
        await scorer.ScoreAllAsync(new TrackedSource<Account>(i => new(i), 45), Options(parallelism), Cancellation).ToArrayAsync(Cancellation);

    /// <summary>Twice as many tickets as logins.</summary>
    private static Task<IReadOnlyList<Measurement>> Answer(IReadOnlyList<Account?> accounts) =>
        Task.FromResult<IReadOnlyList<Measurement>>([.. accounts.Select(account => new Measurement(2 * account!.Logins))]);

    /// <summary>By hand: the mean of the logins and of 100 less the tickets.</summary>
    private static double? Expected(long logins) => (logins + (100 - 2 * logins)) / 2.0;

    private sealed record Account(int Logins);
}
