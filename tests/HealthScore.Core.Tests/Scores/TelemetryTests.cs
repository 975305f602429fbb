using System.Diagnostics;
using System.Diagnostics.Metrics;
using HealthScoring.Portfolios;
using HealthScoring.Tests.Architecture;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>What is recorded, against what is counted by hand. Who listens does so to the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(TelemetryTests))]
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryTests
{
    private const string Hostile = "Robert'); DROP TABLE customers;-- \n\u202E{0} robert@example.com";

    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly ActivitySource Job = new(nameof(TelemetryWatch));

    private readonly FakeTimeProvider _clock = new(AsOf);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_stream_tells_each_customer_once_by_tier_and_each_fault(int parallelism)
    {
        using var watch = new TelemetryWatch("stream");
        HealthScorer<Account?> scorer = Scorer("stream", ticks: parallelism == 1);

        Assert.Equal(45, scorer.ScoreAll(Accounts(), new() { AsOf = AsOf, BlockSize = 10, MaxDegreeOfParallelism = parallelism }).Count());

        // Of 0 to 44, those with a 9 at the end are null, and those with an 8 have no logins. The even ones are big. From 25 on they are high, and
        // 1 is pinned there.
        Assert.Equal(
            [
                "call=stream segment=big: 4",
                "call=stream tier=high segment=big: 8",
                "call=stream tier=high: 9",
                "call=stream tier=low segment=big: 11",
                "call=stream tier=low: 9",
                "call=stream: 4",
            ], watch.Sums("healthscoring.customers"));
        Assert.Equal(["metric.name=debt error.type=System.IO.InvalidDataException: 5", "metric.name=debt error.type=System.TimeoutException: 1"],
            watch.Sums("healthscoring.metric.faults"));
        Assert.Equal(
            ["function=OverrideBy error.type=System.InvalidOperationException: 1", "function=SegmentBy error.type=System.FormatException: 1"],
            watch.Sums("healthscoring.function.faults"));
        string[] durations = watch.Each("healthscoring.metric.duration");
        Assert.Equal(10, durations.Length);
        Assert.Equal(5, durations.Count(recorded => recorded.StartsWith("metric.name=debt: ", StringComparison.Ordinal)));
        if (parallelism == 1)
        {
            // A millisecond for each customer that is not null.
            Assert.Equal([.. Enumerable.Repeat("metric.name=logins: 0.009", 4), "metric.name=logins: 0.005"],
                durations.Where(recorded => recorded.StartsWith("metric.name=logins: ", StringComparison.Ordinal)));
            Assert.Equal([": 0.041"], watch.Each("healthscoring.run.duration"));
        }
        Assert.Single(watch.Each("healthscoring.run.duration"));
        NamesNobody(watch);
    }

    [Fact]
    public async Task Spans_and_single_customers_are_told_apart_from_streams()
    {
        using var watch = new TelemetryWatch("calls");
        HealthScorer<Account?> scorer = Scorer("calls");
        Account[] accounts = [.. Accounts().OfType<Account>()];

        scorer.ScoreInto(accounts, AsOf, new double[accounts.Length], new int[accounts.Length]);
        _ = scorer.Score(accounts[3], AsOf);
        _ = await scorer.ScoreAsync(accounts[5], AsOf, Cancellation);
        _ = scorer.Score(accounts[8], AsOf);
        _ = scorer.Score(accounts[44 - 4], AsOf);

        Assert.Equal(
            [
                "call=one segment=big: 1",
                "call=one tier=high segment=big: 1",
                "call=one tier=low: 2",
                "call=spans segment=big: 4",
                "call=spans tier=high segment=big: 8",
                "call=spans tier=high: 9",
                "call=spans tier=low segment=big: 11",
                "call=spans tier=low: 9",
            ], watch.Sums("healthscoring.customers"));
        // Once more for account 3, and the segment function for account 5.
        Assert.Equal(["metric.name=debt error.type=System.IO.InvalidDataException: 6", "metric.name=debt error.type=System.TimeoutException: 1"],
            watch.Sums("healthscoring.metric.faults"));
        Assert.Equal(
            ["function=OverrideBy error.type=System.InvalidOperationException: 1", "function=SegmentBy error.type=System.FormatException: 2"],
            watch.Sums("healthscoring.function.faults"));
        Assert.Equal(5, watch.Sums("healthscoring.customers").Count(recorded => recorded.StartsWith("call=spans", StringComparison.Ordinal)));
        Assert.Empty(watch.Each("healthscoring.run.duration"));
        Assert.Empty(watch.Spans);
        NamesNobody(watch);
    }

    [Fact]
    public void A_call_that_throws_tells_no_customers_and_leaves_none_for_the_next()
    {
        using var watch = new TelemetryWatch("thrown");
        bool throws = true;
        HealthScorer<Account?> scorer = new(Profile("thrown"),
            [HealthMetric.From<Account?>("logins", a => a!.Index == 1999 && throws ? throw new InvalidDataException(Hostile) : 10), Debt],
            new() { ThrowFaults = true });
        Account[] accounts = [.. Enumerable.Range(0, 2000).Where(i => i % 10 is not (3 or 4)).Select(i => new Account(i, Hostile, 10))];
        (double[] scores, int[] tiers) = (new double[accounts.Length], new int[accounts.Length]);

        Assert.Throws<InvalidOperationException>(() => scorer.ScoreInto(accounts, AsOf, scores, tiers));
        Assert.Empty(watch.Sums("healthscoring.customers"));
        Assert.Equal(["metric.name=logins error.type=System.IO.InvalidDataException: 1"], watch.Sums("healthscoring.metric.faults"));

        throws = false;
        scorer.ScoreInto(accounts, AsOf, scores, tiers);
        Assert.Equal(["call=spans tier=low: 1600"], watch.Sums("healthscoring.customers"));
        NamesNobody(watch);
    }

    [Fact]
    public void A_profiles_own_examples_are_no_customers()
    {
        using var watch = new TelemetryWatch("examples");
        ScoringProfile profile = Profile("examples", p => p.Example("typical", e => e.Value("logins", 60).ExpectTier("high")));

        Assert.Empty(ProfileVerification.Check(profile).Failures);

        Assert.Empty(watch.Sums("healthscoring.customers"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_request_of_a_batch_metric_is_timed_and_is_a_span_below_the_streams(int parallelism)
    {
        using var watch = new TelemetryWatch("batch");
        List<Activity?> asked = [], read = [];
        IBatchMetric<Account?> debt = HealthMetric.FromBatch<Account?>("debt", (accounts, _, _) =>
        {
            lock (asked)
                asked.Add(Activity.Current);
            if (parallelism == 1)
                _clock.Advance(TimeSpan.FromSeconds(2));
            return accounts[0]!.Index == 10 ? throw new InvalidDataException(Hostile)
                : Task.FromResult<IReadOnlyList<Measurement>>([.. accounts.Select(_ => new Measurement(1))]);
        });
        var scorer = new HealthScorer<Account?>(
            Profile("batch"), [HealthMetric.From<Account?>("logins", a => a!.Logins)], new() { TimeProvider = _clock }, [debt]);
        var source = new TrackedSource<Account?>(i => new Account(i, Hostile, 60), 30, _ =>
        {
            read.Add(Activity.Current);
            return default;
        });

        using (Activity job = Job.StartActivity("job")!)
        {
            var options = new ScoreStreamOptions<Account?> { AsOf = AsOf, BlockSize = 10, MaxDegreeOfParallelism = parallelism };
            await foreach (ScoredCustomer<Account?> _ in scorer.ScoreAllAsync(source, options, Cancellation))
                Assert.Same(job, Activity.Current);
            Assert.Same(job, Activity.Current);
        }

        Activity[] spans = watch.Spans;
        Assert.Equal(["measure", "measure", "measure", "score", "job"], spans.Select(span => span.OperationName));
        (Activity[] requests, Activity stream, Activity above) = (spans[..3], spans[3], spans[4]);
        Assert.Equal(("score batch", ActivityKind.Internal, ActivityStatusCode.Unset, above.SpanId),
            (stream.DisplayName, stream.Kind, stream.Status, stream.ParentSpanId));
        Assert.Equal($"profile.fingerprint={scorer.Profile.Fingerprint} run.customers=30", TelemetryWatch.Attributes(stream.TagObjects));
        Assert.All(requests, request => Assert.Equal(("measure debt", ActivityKind.Internal, stream.SpanId, stream.TraceId),
            (request.DisplayName, request.Kind, request.ParentSpanId, request.TraceId)));
        Assert.Equal([.. requests], asked.OfType<Activity>().ToHashSet());
        Assert.All(read, span => Assert.Same(stream, span));
        Assert.Equal(
            [
                "Error: metric.name=debt request.customers=10 error.type=System.IO.InvalidDataException",
                "Unset: metric.name=debt request.customers=10",
                "Unset: metric.name=debt request.customers=10",
            ], requests.Select(request => $"{request.Status}: {TelemetryWatch.Attributes(request.TagObjects)}").Order(StringComparer.Ordinal));
        string[] durations = [.. watch.Each("healthscoring.metric.duration").Where(recorded => recorded.Contains("debt", StringComparison.Ordinal))];
        Assert.Equal(3, durations.Length);
        Assert.Single(durations, recorded => recorded.Contains("error.type=System.IO.InvalidDataException", StringComparison.Ordinal));
        if (parallelism == 1)
        {
            Assert.Equal(["metric.name=debt error.type=System.IO.InvalidDataException: 2", "metric.name=debt: 4"],
                watch.Sums("healthscoring.metric.duration").Where(recorded => recorded.Contains("debt", StringComparison.Ordinal)));
            Assert.Equal([": 6"], watch.Each("healthscoring.run.duration"));
        }
        // Each customer of the block that got no answer.
        Assert.Equal(["metric.name=debt error.type=System.IO.InvalidDataException: 10"], watch.Sums("healthscoring.metric.faults"));
        NamesNobody(watch);
    }

    [Theory]
    [InlineData("the end", null, 30)]
    [InlineData("abandoned", null, 10)]
    [InlineData("cancelled", "System.OperationCanceledException", 10)]
    [InlineData("cancelled while a block is read", "System.OperationCanceledException", 20)]
    [InlineData("the source throws", "System.IO.InvalidDataException", 25)]
    [InlineData("the details throw", "System.TimeoutException", 10)]
    [InlineData("the progress throws", "System.TimeoutException", 10)]
    [InlineData("a fault is thrown", "System.InvalidOperationException", 10)]
    [InlineData("too many faults", "HealthScoring.TooManyFaultsException", 10)]
    [InlineData("lost data", "HealthScoring.LostDataException", 10)]
    public async Task A_stream_tells_how_it_ended(string how, string? errorType, int customers)
    {
        using var watch = new TelemetryWatch("ends");
        using var cancel = new CancellationTokenSource();
        ScoringProfile profile = Profile("ends");
        var scorer = new HealthScorer<Account?>(profile,
            [
                HealthMetric.From<Account?>("logins", a => how == "lost data" && a!.Index >= 10 ? null : 10),
                HealthMetric.From<Account?>("debt", a => a!.Index >= 10 && how is "a fault is thrown" or "too many faults"
                    ? throw new InvalidDataException(Hostile) : 1),
            ], new() { ThrowFaults = how == "a fault is thrown", TimeProvider = _clock });
        var source = new TrackedSource<Account?>(i => new(i, Hostile, 10), 30, async i =>
        {
            if (how == "the source throws" && i == 25)
                throw new InvalidDataException(Hostile);
            if (how == "cancelled while a block is read" && i == 25)
                await cancel.CancelAsync();
        });
        var options = new ScoreStreamOptions<Account?>
        {
            AsOf = AsOf,
            BlockSize = 10,
            MaxDegreeOfParallelism = 1,
            DetailsFor = score => how == "the details throw" && score.Position == 15 ? throw new TimeoutException(Hostile) : false,
            Progress = how == "the progress throws" ? new Failing() : null,
        };
        if (how == "too many faults")
            options.MaxFaultyShare = 0.2;
        if (how == "lost data")
            (options.MaxLostShare, options.EarlierSummary) = (0.2, Full(profile));

        Exception? thrown = await Record.ExceptionAsync(async () =>
        {
            await foreach (ScoredCustomer<Account?> score in scorer.ScoreAllAsync(source, options, cancel.Token))
            {
                if (how == "abandoned" && score.Position == 15)
                    break;
                if (how == "cancelled" && score.Position == 15)
                    await cancel.CancelAsync();
            }
        });

        Assert.Equal(errorType, thrown?.GetType().FullName);
        string failed = errorType is null ? "" : $"error.type={errorType}";
        Assert.Equal([$"{failed}: 0"], watch.Each("healthscoring.run.duration"));
        Activity span = Assert.Single(watch.Spans);
        Assert.Equal(errorType is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, span.Status);
        Assert.Equal($"profile.fingerprint={profile.Fingerprint} run.customers={customers}{(errorType is null ? "" : " " + failed)}",
            TelemetryWatch.Attributes(span.TagObjects));
        // Those of last night's summary were scored into spans.
        Assert.Equal([$"call=stream tier=low: {customers}"],
            watch.Sums("healthscoring.customers").Where(recorded => recorded.StartsWith("call=stream", StringComparison.Ordinal)));
        Assert.Equal(how switch
        {
            "too many faults" => ["metric.name=debt error.type=HealthScoring.TooManyFaultsException: 1"],
            "lost data" => ["metric.name=logins error.type=HealthScoring.LostDataException: 1"],
            _ => [],
        }, watch.Sums("healthscoring.metric.lost"));
        // Also the faults of the block that is not handed over.
        Assert.Equal(how switch
        {
            "too many faults" => ["metric.name=debt error.type=System.IO.InvalidDataException: 10"],
            "a fault is thrown" => ["metric.name=debt error.type=System.IO.InvalidDataException: 1"],
            _ => [],
        }, watch.Sums("healthscoring.metric.faults"));
        NamesNobody(watch);
    }

    [Fact]
    public async Task A_reload_is_told_by_its_outcome()
    {
        using var watch = new TelemetryWatch("reloads");
        ScoringProfile next = Profile("reloads");
        using var reloads = new ProfileWatch<Account?>(new(next, [HealthMetric.From<Account?>("logins", a => a!.Logins), Debt]),
            _ => Task.FromResult(next), new() { Every = Timeout.InfiniteTimeSpan });

        await reloads.ReloadAsync(Cancellation);
        next = Profile("reloads", p => p.Tier("best", from: 90));
        await reloads.ReloadAsync(Cancellation);
        next = Profile("reloads", p => p.Signal("not-there"));
        await reloads.ReloadAsync(Cancellation);
        await reloads.ReloadAsync(Cancellation);

        Assert.Equal(["reload.outcome=accepted: 1", "reload.outcome=refused: 2", "reload.outcome=unchanged: 1"],
            watch.Sums("healthscoring.profile.reloads"));
    }

    [Fact]
    public void The_page_lists_every_instrument()
    {
        List<string> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "HealthScoring")
                {
                    string kind = instrument is Counter<long> ? "counter" : instrument is Histogram<double> ? "histogram" : "another kind";
                    instruments.Add($"| `{instrument.Name}` | {kind} | `{instrument.Unit}` |");
                    Assert.NotEmpty(instrument.Description!);
                }
            },
        };
        listener.Start();
        Assert.Equal("HealthScoring", ScoringTelemetry.Source.Name);

        string page = Repository.Read("docs", "telemetry.md");
        Assert.Equal(instruments.Order(StringComparer.Ordinal), page.Split('\n')
            .Where(line => line.StartsWith("| `healthscoring.", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|')[..4]) + "|").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_only_are_scored_without_allocating_whether_or_not_somebody_listens(bool listens)
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "HealthScoring")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        int recorded = 0;
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => recorded++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => recorded++);
        if (listens)
            listener.Start();
        HealthScorer<Account?> scorer = new(Profile("quiet"),
            [HealthMetric.From<Account?>("logins", a => a!.Logins), HealthMetric.From<Account?>("debt", _ => 1)],
            new() { SegmentBy = a => a!.Index % 2 == 0 ? "big" : null });
        Account[] accounts = [.. Enumerable.Range(0, 4000).Select(i => new Account(i, "", i % 100))];
        (double[] scores, int[] tiers) = (new double[4000], new int[4000]);
        scorer.ScoreInto(accounts, AsOf, scores, tiers);
        long before = GC.GetAllocatedBytesForCurrentThread();

        scorer.ScoreInto(accounts, AsOf, scores, tiers);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(listens, recorded > 0);
        // A few bytes are the queue's own.
        Assert.InRange(allocated, 0, 200);
    }

    private static void NamesNobody(TelemetryWatch watch)
    {
        Assert.NotEmpty(watch.Texts());
        Assert.All(watch.Texts(), text =>
        {
            Assert.DoesNotContain("Robert", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("DROP", text, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static IMetric<Account?> Debt => HealthMetric.From<Account?>("debt", account => account!.Index switch
    {
        4 => throw new TimeoutException(account.Name),
        int i when i % 10 == 3 => throw new InvalidDataException($"{account.Name} has no debt"),
        _ => 1,
    });

    private static ScoringProfile Profile(string name, Action<ScoringProfileBuilder>? more = null) => ScoringProfile.Create(name, p =>
    {
        p.Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
            .Signal("debt")
            .Cap("owes", 40, Condition.AtLeast("debt", 30))
            .Tier("low", 0)
            .Tier("high", 50)
            .Segment("big", s => s.Weight("usage", 2));
        more?.Invoke(p);
    });

    private static IEnumerable<Account?> Accounts() => Enumerable.Range(0, 45).Select(i =>
        i % 10 == 9 ? null : new Account(i, $"{Hostile} {i}", i % 10 == 8 ? null : 2 * i));

    private static PortfolioSummary Full(ScoringProfile profile)
    {
        var tally = new PortfolioTally(profile);
        HealthScorer<int> scorer = new(profile, [HealthMetric.From<int>("logins", _ => 1), HealthMetric.From<int>("debt", _ => 1)]);
        scorer.ScoreInto([1, 2, 3], AsOf, new double[3], new int[3], tally: tally);
        return tally.ToSummary();
    }

    private HealthScorer<Account?> Scorer(string profile, bool ticks = false) => new(Profile(profile),
        [
            HealthMetric.From<Account?>("logins", account =>
            {
                if (ticks)
                    _clock.Advance(TimeSpan.FromMilliseconds(1));
                return account!.Logins;
            }),
            Debt,
        ], new()
        {
            TimeProvider = _clock,
            SegmentBy = account => account!.Index switch
            {
                5 => throw new FormatException(account.Name),
                int i when i % 2 == 0 => "big",
                _ => account.Name,
            },
            OverrideBy = (account, _) => account!.Index switch
            {
                1 => ScoreOverride.OfTier("high", $"{account.Name} is a friend", account.Name, AsOf.AddDays(-1), AsOf.AddDays(1)),
                7 => throw new InvalidOperationException(account.Name),
                _ => null,
            },
        });

    private sealed record Account(int Index, string Name, double? Logins);

    private sealed class Failing : IProgress<long>
    {
        public void Report(long value) => throw new TimeoutException(Hostile);
    }
}
