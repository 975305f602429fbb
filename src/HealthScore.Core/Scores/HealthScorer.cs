using System.ComponentModel;
using HealthScoring.Columns;
using HealthScoring.Plans;
using HealthScoring.Portfolios;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Scores customers by one profile.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// Safe to use from several threads at once if the metrics are. Make one and keep it. Each call uses one profile from its beginning to its end, also
/// where a <c>ProfileWatch</c> replaces the profile meanwhile; the next call uses the new one.
/// </remarks>
public sealed class HealthScorer<TCustomer>
{
    private readonly ScorerMetrics<TCustomer> _metrics;
    private volatile BoundProfile<TCustomer> _bound;

    /// <summary>Compiles a profile and binds its metrics by name.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="metrics">The metrics; those the profile does not name are not used.</param>
    /// <param name="options">How to score; the defaults if not given.</param>
    /// <param name="batchMetrics">
    /// The metrics that ask a database or a service; those the profile does not name are not used. If the profile names one, only the
    /// asynchronous members score.
    /// </param>
    /// <exception cref="InvalidRegistrationException">
    /// A metric the profile names is not among <paramref name="metrics"/> and <paramref name="batchMetrics"/>, two have one name, or a timeout
    /// is out of range; all of them are listed.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="metrics"/> is <see langword="null"/>.</exception>
    public HealthScorer(ScoringProfile profile, IEnumerable<IMetric<TCustomer>> metrics, HealthScorerOptions<TCustomer>? options = null,
        IEnumerable<IBatchMetric<TCustomer>>? batchMetrics = null)
        : this(profile, metrics, options, batchMetrics, options?.TimeProvider)
    {
    }

    internal HealthScorer(ScoringProfile profile, IEnumerable<IMetric<TCustomer>> metrics, HealthScorerOptions<TCustomer>? options,
        IEnumerable<IBatchMetric<TCustomer>>? batchMetrics, TimeProvider? clock)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(metrics);
        _metrics = new(metrics, batchMetrics ?? [], options, clock);
        _bound = _metrics.Bind(profile);
    }

    private HealthScorer(ScorerMetrics<TCustomer> metrics, ScoringProfile profile) => (_metrics, _bound) = (metrics, metrics.Bind(profile));

    /// <summary>The profile customers are scored by; where it is reloaded, the one that the next call uses.</summary>
    public ScoringProfile Profile => _bound.Plan.Profile;

    /// <summary>
    /// Makes a scorer of the same metrics and options for a profile: another one, such as one to try, or this scorer's own, so that several calls use
    /// it although it is reloaded meanwhile.
    /// </summary>
    /// <param name="profile">The profile. It is never replaced.</param>
    /// <returns>The scorer. It shares the metrics with this one.</returns>
    /// <exception cref="InvalidRegistrationException">The profile names metrics that are not there; all of them are listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public HealthScorer<TCustomer> WithProfile(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(_metrics, profile);
    }

    /// <summary>Makes a scorer of the same profile, metrics and options for which overrides are found by a function first.</summary>
    /// <param name="find">
    /// Finds the override of a customer for the score's time. Where it gives <see langword="null"/>, or one that does not hold at that time, the
    /// options' function is asked. Must be thread-safe.
    /// </param>
    /// <returns>The scorer. It shares the metrics with this one, and its profile is never replaced.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="find"/> is <see langword="null"/>.</exception>
    public HealthScorer<TCustomer> WithOverrides(Func<TCustomer, DateTimeOffset, ScoreOverride?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return new(_metrics.WithOverrides(find), Profile);
    }

    /// <summary>Scores a customer as of now.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>The score with its full explanation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// A metric, the segment function or the override function threw, or an override does not fit, and the options ask to throw; the inner
    /// exception is its. Or the scorer has a batch metric.
    /// </exception>
    public HealthScore Score(TCustomer customer) => Score(customer, _metrics.Clock.GetUtcNow());

    /// <summary>Scores a customer as of a given time.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The time the score is for; metrics count nothing that happened later.</param>
    /// <returns>The score with its full explanation. The same measurements give the same bits, on any thread and in any culture.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// A metric, the segment function or the override function threw, or an override does not fit, and the options ask to throw; the inner
    /// exception is its. Or the scorer has a batch metric.
    /// </exception>
    public HealthScore Score(TCustomer customer, DateTimeOffset asOf)
    {
        HealthScore score = ScoreUncounted(customer, asOf);
        ScoringTelemetry.Count(score);
        return score;
    }

    /// <summary>Refused by the compiler: give the time with its offset.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">A time without an offset.</param>
    /// <returns>The score.</returns>
    [Obsolete(TimeText.NoOffset, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public HealthScore Score(TCustomer customer, DateTime asOf) => Score(customer, (DateTimeOffset)asOf);

    /// <summary>Scores a customer, asking the batch metrics too, each with one request and all at once.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The time the score is for; <see langword="null"/> for the clock's.</param>
    /// <param name="cancellationToken">Ends the scoring.</param>
    /// <returns>
    /// The score with its full explanation, the same as <see cref="Score(TCustomer, DateTimeOffset)"/> gives from these measurements.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="customer"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// A metric, the segment function or the override function threw, or an override does not fit, and the options or the metric ask to throw; the
    /// inner exception is its.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<HealthScore> ScoreAsync(
        TCustomer customer, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset time = asOf ?? _metrics.Clock.GetUtcNow();
        BoundProfile<TCustomer> bound = _bound;
        HealthScore score = Score(bound, customer, time,
            await bound.Reader.AskAsync(new[] { customer }, time, meanwhile: null, cancellationToken).ConfigureAwait(false));
        ScoringTelemetry.Count(score);
        return score;
    }

    /// <summary>
    /// Scores customers into spans: the bits that each customer alone gets. Calls after the first allocate nothing except what the metrics
    /// do (at most once for each call that runs at the same time).
    /// </summary>
    /// <param name="customers">The customers.</param>
    /// <param name="asOf">The time the scores are for; metrics count nothing that happened later.</param>
    /// <param name="scores">Takes the scores, 0 to 100; NaN for an unscored customer. As long as <paramref name="customers"/>.</param>
    /// <param name="tiers">
    /// Takes the tiers' indexes in <see cref="ScoringProfile.Tiers"/>; -1 for an unscored customer. As long as <paramref name="customers"/>.
    /// </param>
    /// <param name="coverage">Takes the coverage, 0 to 1; empty where it is not wanted, otherwise as long as <paramref name="customers"/>.</param>
    /// <param name="tally">
    /// Counts the customers in the same pass: all of them, or none where this method throws. <see langword="null"/> where nothing is to be
    /// counted.
    /// </param>
    /// <param name="weights">
    /// The customers' weights in the tally, such as their revenue: 0 to 1e15, NaN for a customer without one. As long as
    /// <paramref name="customers"/>, or empty for none at all.
    /// </param>
    /// <returns>
    /// How many customers have a fault: a metric of theirs threw and counts as missing, the segment function or the override function threw, or an
    /// override does not fit. The other forms say which.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A length or a weight is wrong, a customer is <see langword="null"/>, the tally is of another profile, or an output overlaps another or
    /// the weights; nothing is written or counted then.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A metric, the segment function or the override function threw, or an override does not fit, and the options ask to throw; the inner
    /// exception is its. Or the scorer has a batch metric.
    /// </exception>
    public int ScoreInto(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, Span<double> scores, Span<int> tiers,
        Span<double> coverage = default, PortfolioTally? tally = null, ReadOnlySpan<double> weights = default)
    {
        BoundProfile<TCustomer> bound = _bound;
        bound.RefuseBatchMetrics();
        Check(customers, scores, tiers, coverage, weights);
        tally?.RequireProfile(bound.Plan.Profile, nameof(tally));
        WeightCheck.Require(weights, tally, customers.Length);
        if (!bound.Blocks.TryDequeue(out MeasuredBlock? block))
            block = bound.Reader.NewBlock(MeasuredBlock.PartRows);
        bool counts = ScoringTelemetry.Customers.Enabled;
        bool sorts = counts || tally is not null || bound.Reader.MayOverride || bound.Plan.HasFaultPolicies;
        Span<int> segments = sorts ? stackalloc int[MeasuredBlock.PartRows] : [];
        if (tally is not null)
            block.Tally.Clear();
        int faulty = 0;
        try
        {
            for ((int start, int end) = (0, 0); start < customers.Length; start = end)
            {
                end = Math.Min(start + MeasuredBlock.PartRows, customers.Length);
                bound.Reader.Read(customers[start..end], asOf, block, CancellationToken.None);
                block.Score(bound.BlockScorer, new(scores[start..end], tiers[start..end])
                {
                    Coverage = coverage.IsEmpty ? [] : coverage[start..end],
                    Segments = sorts ? segments[..(end - start)] : [],
                    Tally = tally is null ? null : block.Tally,
                    Weights = weights.IsEmpty ? [] : weights[start..end],
                });
                faulty += block.Faults.Count(end - start);
                block.Faults.Record(bound.Plan);
                if (counts)
                    block.Standings.Add(tiers[start..end], segments[..(end - start)]);
            }
            tally?.Add(block.Tally);
            if (counts)
                block.Standings.Record(ScoringCall.Spans);
        }
        finally
        {
            block.Clear();
            if (counts)
                block.Standings.Clear();
            bound.Blocks.Enqueue(block);
        }
        return faulty;
    }

    /// <summary>Scores customers one after the other, some of them ahead on other threads. Nothing happens before the result is enumerated.</summary>
    /// <param name="customers">The customers; read once per enumeration, as far ahead as <see cref="ScoreAllAsync"/> says.</param>
    /// <param name="options">How to score them; the defaults if not given.</param>
    /// <returns>
    /// A result for each customer, in order, also for one that is <see langword="null"/> or whose metrics throw, as of
    /// <see cref="ScoreAllAsync"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="customers"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">Options do not go together, such as a tally of another profile; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The scorer has a batch metric.</exception>
    public IEnumerable<ScoredCustomer<TCustomer>> ScoreAll(IEnumerable<TCustomer> customers, ScoreStreamOptions<TCustomer>? options = null)
    {
        ArgumentNullException.ThrowIfNull(customers);
        BoundProfile<TCustomer> bound = _bound;
        bound.RefuseBatchMetrics();
        return StreamAsync(bound, customers.ToAsyncEnumerable(), options, CancellationToken.None).ToBlockingEnumerable();
    }

    /// <summary>
    /// Scores customers as they come, in bounded memory, some of them ahead on other threads, all by the profile of the time of this call. Nothing
    /// happens before the result is enumerated; each enumeration reads the source once and disposes it once, however it ends.
    /// </summary>
    /// <param name="customers">
    /// The customers. Read only when a result is asked for, and never further than <see cref="ScoreStreamOptions{TCustomer}.BlockSize"/> times
    /// <see cref="ScoreStreamOptions{TCustomer}.MaxDegreeOfParallelism"/> customers ahead of the results handed over.
    /// </param>
    /// <param name="options">How to score them; the defaults if not given.</param>
    /// <param name="cancellationToken">Ends the scoring.</param>
    /// <returns>
    /// A result for each customer, in order, as the customer alone would get: the same bits, whatever the options. A customer whose metric
    /// throws, and one that is <see langword="null"/>, has a result with that fault, the latter without a score; the others are not
    /// affected. Where the source throws, the results of what it gave before are handed over first, and then its exception is thrown.
    /// Enumerating throws an <see cref="InvalidOperationException"/> where a metric, the segment function or the override function throws, or an
    /// override does not fit, and the options or the metric ask for that, or a weight is out of range, after the results of the blocks before; a
    /// <see cref="TooManyFaultsException"/> or a <see cref="LostDataException"/> where the options limit the share of faulty customers or of those
    /// without a value; an <see cref="OverflowException"/> where the tally cannot count more; and an <see cref="OperationCanceledException"/> with
    /// the caller's token where that was cancelled.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="customers"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">Options do not go together, such as a tally of another profile; the message says which.</exception>
    public IAsyncEnumerable<ScoredCustomer<TCustomer>> ScoreAllAsync(
        IAsyncEnumerable<TCustomer> customers, ScoreStreamOptions<TCustomer>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return StreamAsync(_bound, customers, options, cancellationToken);
    }

    internal TimeProvider Clock => _metrics.Clock;

    /// <summary>Scores a customer that nobody who watches is told about, such as a profile's own example.</summary>
    internal HealthScore ScoreUncounted(TCustomer customer, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(customer);
        BoundProfile<TCustomer> bound = _bound;
        bound.RefuseBatchMetrics();
        return Score(bound, customer, asOf, answers: []);
    }

    /// <summary>Binds a profile to the metrics, without using it.</summary>
    /// <exception cref="InvalidRegistrationException">The profile names metrics that are not there; all of them are listed.</exception>
    internal BoundProfile<TCustomer> Bind(ScoringProfile profile) => _metrics.Bind(profile);

    /// <summary>Scores by another profile from the next call on.</summary>
    internal void Use(BoundProfile<TCustomer> bound) => _bound = bound;

    private IAsyncEnumerable<ScoredCustomer<TCustomer>> StreamAsync(BoundProfile<TCustomer> bound, IAsyncEnumerable<TCustomer> customers,
        ScoreStreamOptions<TCustomer>? options, CancellationToken cancellationToken) => ScoreRun<TCustomer>.StreamAsync(
            customers, bound.BlockScorer, bound.Reader, (options ?? new()).Checked(bound.Plan.Profile, nameof(options)), _metrics.Clock,
            cancellationToken);

    private static HealthScore Score(
        BoundProfile<TCustomer> bound, TCustomer customer, DateTimeOffset asOf, ReadOnlySpan<BatchAnswer<TCustomer>> answers)
    {
        (Plan plan, MetricReader<TCustomer> reader) = (bound.Plan, bound.Reader);
        Nesting.Place place = reader.Nesting.Enter();
        try
        {
            var row = new RowBuilder(plan);
            List<MissingMetric>? missing = null;
            SetNumbers sets = reader.ReadSets(customer, asOf);
            for (int i = 0; i < plan.Columns.Length; i++)
            {
                Measurement measurement;
                if (!reader.TryReadNumber(i, customer, sets, out double? number, out Exception? fault))
                    measurement = reader.Read(i, customer, asOf, answers, out fault);
                else if (number is { } value && double.IsFinite(value))
                {
                    row.SetNumber(i, value);
                    continue;
                }
                else
                    measurement = number;
                row.Set(i, measurement);
                if (fault is not null)
                    row.SetFault(i);
                if (MissingMetric.Of(plan.Columns[i], measurement, fault) is { } lacking)
                    (missing ??= []).Add(lacking);
            }
            ScoredRow scored = row.Build(asOf).Score(reader.NameSegment(customer, out Exception? segmentFault));
            ScoreOverride? pinned = reader.FindOverride(customer, asOf, out Exception? overrideFault);
            return new(scored, MissingMetric.WithRefused(scored.Measured, missing), segmentFault, pinned, overrideFault);
        }
        finally
        {
            reader.Nesting.Leave(place);
        }
    }

    private static void Check(ReadOnlySpan<TCustomer> customers, Span<double> scores, Span<int> tiers, Span<double> coverage,
        ReadOnlySpan<double> weights)
    {
        if (scores.Length != customers.Length)
            throw new ArgumentException($"There are {customers.Length} customers, and there is room for {scores.Length} scores.", nameof(scores));
        if (tiers.Length != customers.Length)
            throw new ArgumentException($"There are {customers.Length} customers, and there is room for {tiers.Length} tiers.", nameof(tiers));
        if (!coverage.IsEmpty && coverage.Length != customers.Length)
        {
            throw new ArgumentException(
                $"There are {customers.Length} customers, and there is room for {coverage.Length} coverages.", nameof(coverage));
        }
        OutputCheck.Require(scores, tiers, coverage, segments: []);
        if (OutputCheck.Overlaps(weights, scores, tiers, coverage, segments: []))
            throw new ArgumentException("The weights overlap an output.", nameof(weights));
        for (int i = 0; i < customers.Length; i++)
        {
            if (customers[i] is null)
                throw new ArgumentException($"Customer {i} is null.", nameof(customers));
        }
    }
}
