using HealthScoring.Portfolios;

namespace HealthScoring.Hosting;

/// <summary>Scores all customers for one instant, tracks them, stores them with their events, and publishes the run with its summary.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// A run that was killed, at any point, is started again for the same instant and ends as if it had not been: nothing is stored or reported twice.
/// Several workers may run the same instant at once, in one process or in many; they share the parts. Safe to use from several threads at once.
/// </remarks>
public sealed class TrackingRun<TCustomer>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly HealthScorer<TCustomer> _scorer;
    private readonly ITrackingStore _store;
    private readonly TrackingRunOptions<TCustomer> _options;
    private readonly TimeProvider _clock;

    /// <summary>Prepares runs.</summary>
    /// <param name="scorer">The scorer; a run keeps the profile that it has when the run begins.</param>
    /// <param name="store">Where states, scores, events and overrides are kept. An override there comes before one of the scorer's options.</param>
    /// <param name="options">What to read, and how.</param>
    /// <exception cref="ArgumentException">Options are wrong; all of them are listed.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public TrackingRun(HealthScorer<TCustomer> scorer, ITrackingStore store, TrackingRunOptions<TCustomer> options)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        (_scorer, _store, _options) = (scorer, store, options.Checked(nameof(options)));
        _clock = _options.TimeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Runs one instant to its end: does the parts that nobody else does, waits for those that others do (and takes over what a dead worker leaves),
    /// and publishes. Does nothing where the run is published already.
    /// </summary>
    /// <param name="asOf">The instant, the same for all workers: when the run was due, not when it begins.</param>
    /// <param name="cancellationToken">Ends the run; what is stored by then stays, and the next start goes on from there.</param>
    /// <returns>The published run.</returns>
    /// <exception cref="InvalidOperationException">
    /// A run of a later instant is stored: a clock was set back, or an instant is run again too late. Or no customer was stored, and the run before
    /// had some.
    /// </exception>
    /// <exception cref="LostDataException">
    /// A source was lost, as <see cref="TrackingRunOptions{TCustomer}.MaxLostShare"/> says; run it again later.
    /// </exception>
    /// <exception cref="TooManyFaultsException">
    /// Too many metrics threw, as <see cref="TrackingRunOptions{TCustomer}.MaxFaultyShare"/> says; run it again later.
    /// </exception>
    /// <exception cref="InvalidRegistrationException">The run began with a profile that this scorer has no metrics for.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TrackingRunResult> RunAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default)
    {
        var problems = new RunProblems();
        var partOf = new Dictionary<string, int>(StringComparer.Ordinal);
        long stored = 0;
        StoredRun run = await BeginAsync(asOf, cancellationToken).ConfigureAwait(false);
        if (run.PublishedAt is null)
        {
            HealthScorer<TCustomer> scorer = _scorer.WithProfile(run.Profile);
            PortfolioSummary? earlier = await EarlierAsync(run, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (await ClaimAsync(run, cancellationToken).ConfigureAwait(false) is { } part)
                {
                    partOf[part.Worker!] = part.Index;
                    stored = await RunPartAsync(scorer, run, part, earlier, problems, partOf, stored, cancellationToken).ConfigureAwait(false);
                }
                else if (await AreDoneAsync(run, cancellationToken).ConfigureAwait(false))
                    break;
                else
                {
                    await Task.Delay(Shorter(_options.Lease / 10, LongestWait), _clock, cancellationToken).ConfigureAwait(false);
                    // Refused where a later run has begun meanwhile, which ends this one.
                    run = await BeginAsync(asOf, cancellationToken).ConfigureAwait(false);
                    if (run.PublishedAt is not null)
                        break;
                }
            }
        }
        (StoredRun published, bool hasPublished) = await PublishAsync(run, cancellationToken).ConfigureAwait(false);
        return new(published, hasPublished, stored, problems.Count, problems.Listed);
    }

    private Task<StoredRun> BeginAsync(DateTimeOffset asOf, CancellationToken cancellationToken) =>
        _store.BeginRunAsync(_options.Scoring, asOf, _options.PartCount, _scorer.Profile, cancellationToken);

    private Task<RunPart?> ClaimAsync(StoredRun run, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return _store.ClaimPartAsync(run, Guid.NewGuid().ToString("N"), now, now + _options.Lease, cancellationToken);
    }

    private async Task<long> RunPartAsync(HealthScorer<TCustomer> scorer, StoredRun run, RunPart part, PortfolioSummary? earlier,
        RunProblems problems, Dictionary<string, int> partOf, long storedBefore, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = new PartRun<TCustomer>(scorer, _store, _options, run, part, problems, partOf, storedBefore);
            await attempt.RunAsync(earlier, cancellationToken).ConfigureAwait(false);
            return attempt.Stored;
        }
        catch
        {
            await ReleaseAsync(part).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets another worker have the part at once; where the store is down too, it waits for the end of the lease.</summary>
    private async Task ReleaseAsync(RunPart part)
    {
        try
        {
            await _store.ReleasePartAsync(part, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // What ended the part is what the caller has to hear.
        }
    }

    private async Task<PortfolioSummary?> EarlierAsync(StoredRun run, CancellationToken cancellationToken)
    {
        if (_options.MaxLostShare is null)
            return null;
        StoredRun? last = await _store.ReadLastRunAsync(run.Scoring, run.AsOf, cancellationToken).ConfigureAwait(false);
        // Nothing compares with an empty book, or one of which nothing was asked that is asked now.
        return last?.Summary is { All.Customers: > 0 } summary
            && summary.All.Missing.Any(metric => run.Profile.MetricNames.Contains(metric.Metric, StringComparer.Ordinal)) ? summary : null;
    }

    private async Task<bool> AreDoneAsync(StoredRun run, CancellationToken cancellationToken) =>
        (await _store.ReadPartsAsync(run, cancellationToken).ConfigureAwait(false)).All(part => part.IsDone);

    private async Task<(StoredRun Run, bool HasPublished)> PublishAsync(StoredRun run, CancellationToken cancellationToken)
    {
        if (run.PublishedAt is not null)
            return (run, false);
        var tally = new PortfolioTally(run.Profile);
        foreach (RunPart part in await _store.ReadPartsAsync(run, cancellationToken).ConfigureAwait(false))
        {
            if (part.TallyJson is not null)
                tally.Add(PortfolioTally.Parse(part.TallyJson, run.Profile));
        }
        PortfolioSummary summary = tally.ToSummary();
        await RefuseEmptyAsync(run, summary, cancellationToken).ConfigureAwait(false);
        StoredRun published = run with { PublishedAt = _clock.GetUtcNow(), Summary = summary };
        if (await _store.PublishAsync(published, cancellationToken).ConfigureAwait(false))
            return (published, true);
        IReadOnlyList<StoredRun> runs = await _store.ReadRunsAsync(run.Scoring, run.AsOf, run.AsOf, cancellationToken).ConfigureAwait(false);
        return (runs[0], false);
    }

    /// <summary>Nobody left of a book is a source that gave nothing, or states of which none can be read.</summary>
    private async Task RefuseEmptyAsync(StoredRun run, PortfolioSummary summary, CancellationToken cancellationToken)
    {
        if (summary.All.Customers == 0
            && await _store.ReadLastRunAsync(run.Scoring, run.AsOf, cancellationToken).ConfigureAwait(false) is { Summary.All.Customers: > 0 } last)
        {
            // Whoever tries again asks the source again.
            await _store.ReopenPartsAsync(run, cancellationToken).ConfigureAwait(false);
            throw new InvalidOperationException(FormattableString.Invariant(
                $"No customer was stored, and the run before had {last.Summary.All.Customers}: the run is not published; see what Customers reads."));
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
