using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>How deep metrics may score customers by the scorer that asks them, and what is refused then.</summary>
public sealed class NestingTests
{
    private const string Refusal = "A metric of profile 'nested' scores customers with the scorer that asks it, 16 levels deep. It probably scores "
        + "its own customer; let it read the customer's data, or use another scorer.";

    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("nested", p => p
        .Dimension("d", 1, d => d.Metric("family", Curve.Linear(0, 100)).Metric("logins", Curve.Linear(0, 100)))
        .Tier("any", 0));

    private readonly Nesting _nesting = new("nested");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Sixteen_levels_are_allowed_and_a_deeper_one_refuses_all_that_the_outermost_metric_began()
    {
        var places = new Stack<Nesting.Place>();
        for (int depth = 1; depth <= 16; depth++)
        {
            places.Push(_nesting.Enter());
            Assert.Equal(depth, _nesting.Current!.Depth);
        }

        AssertRefused(() => _nesting.Enter());
        AssertRefused(() => _nesting.Leave(places.Pop()));
        // There would be room now.
        AssertRefused(() => _nesting.Enter());
        AssertRefused(() => _nesting.Branch());
        while (places.Count > 1)
            AssertRefused(() => _nesting.Leave(places.Pop()));

        // The next metric of the outermost customers begins anew.
        _nesting.Leave(_nesting.Enter());
        _nesting.Leave(places.Pop());
        Assert.Null(_nesting.Current);
    }

    [Fact]
    public void What_goes_on_elsewhere_belongs_to_the_level_that_flows_and_a_thread_goes_deeper_from_there()
    {
        Nesting.Level branch = _nesting.Branch();
        Assert.Null(_nesting.Current);

        _nesting.Flow(branch);
        Assert.Same(branch, _nesting.Current);
        Nesting.Place below = _nesting.Enter();
        Assert.Equal((1, 2), (branch.Depth, _nesting.Current!.Depth));
        Nesting.Place deepest = _nesting.Enter();
        Assert.Equal(3, _nesting.Current!.Depth);

        _nesting.Leave(deepest);
        Assert.Equal(2, _nesting.Current!.Depth);
        _nesting.Leave(below);
        Assert.Same(branch, _nesting.Current);
        _nesting.Flow(null);
        Assert.Null(_nesting.Current);
    }

    [Fact]
    public async Task A_batch_metric_that_scores_its_own_customer_has_a_fault()
    {
        int calls = 0;
        HealthScorer<double>? scorer = null;
        scorer = Asking(async customers =>
        {
            calls++;
            // Without a limit in the library it must end too.
            return calls > 40 ? [new Measurement(0)] : [(await scorer!.ScoreAsync(customers[0], AsOf, Cancellation)).Value];
        });

        HealthScore score = await scorer.ScoreAsync(40, AsOf, Cancellation);

        MissingMetric fault = Assert.Single(score.Missing);
        Assert.Equal(("family", Refusal), (fault.Metric, fault.Exception!.Message));
        Assert.Equal(40, score.Value);
        Assert.Equal(16, calls);
    }

    [Fact]
    public async Task So_has_one_that_scores_it_in_a_stream()
    {
        HealthScorer<double>? scorer = null;
        scorer = Asking(async customers => [(await StreamAsync(scorer!, customers[0])).Value]);

        ScoredCustomer<double> score = await StreamAsync(scorer, 40);

        AssertFamilyAtFault(score);
    }

    [Fact]
    public async Task So_has_a_function_beside_a_batch_metric_and_the_stream_goes_on()
    {
        HealthScorer<double>? scorer = null;
        scorer = new(Profile, [HealthMetric.From<double>("family", customer => Streamed(scorer!, customer))], batchMetrics:
        [
            HealthMetric.FromBatch<double>("logins",
                (customers, _, _) => Task.FromResult<IReadOnlyList<Measurement>>([.. customers.Select(customer => new Measurement(customer))])),
        ]);

        ScoredCustomer<double> score = await StreamAsync(scorer, 40);

        AssertFamilyAtFault(score);
    }

    [Fact]
    public void Customers_that_are_scored_on_other_threads_are_as_deep_as_the_metric_that_scores_them()
    {
        int calls = 0;
        HealthScorer<double>? scorer = null;
        scorer = new(Profile,
            [
                HealthMetric.From<double>("logins", customer => customer),
                HealthMetric.From<double>("family", customer => Interlocked.Increment(ref calls) switch
                {
                    < 15 => scorer!.Score(customer, AsOf).Value,
                    // Without a limit in the library it must end too.
                    > 20 => 0,
                    _ => scorer!.ScoreAll([customer], new() { MaxDegreeOfParallelism = 2 }).Single().Value,
                }),
            ]);

        MissingMetric fault = Assert.Single(scorer.Score(40, AsOf).Missing);

        Assert.Equal(("family", Refusal), (fault.Metric, fault.Exception!.Message));
    }

    private static void AssertRefused(Action action) => Assert.Equal(Refusal, Assert.Throws<InvalidOperationException>(action).Message);

    private static void AssertFamilyAtFault(ScoredCustomer<double> score)
    {
        MissingMetric fault = Assert.Single(score.Faults);
        Assert.Equal(("family", Refusal), (fault.Metric, fault.Exception!.Message));
        Assert.Equal(40, score.Value);
    }

    private static HealthScorer<double> Asking(Func<IReadOnlyList<double>, Task<IReadOnlyList<Measurement>>> family) => new(Profile,
        [HealthMetric.From<double>("logins", customer => customer)],
        batchMetrics: [HealthMetric.FromBatch<double>("family", (customers, _, _) => family(customers))]);

    private static async Task<ScoredCustomer<double>> StreamAsync(HealthScorer<double> scorer, double customer) => await scorer
        .ScoreAllAsync(Enumerable.Repeat(customer, 1).ToAsyncEnumerable(), new() { AsOf = AsOf, MaxDegreeOfParallelism = 1 }, Cancellation)
        .SingleAsync(Cancellation).ConfigureAwait(false);

    private static double? Streamed(HealthScorer<double> scorer, double customer) => StreamAsync(scorer, customer).GetAwaiter().GetResult().Value;
}
