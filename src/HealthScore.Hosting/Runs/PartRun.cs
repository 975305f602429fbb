using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HealthScoring.Portfolios;
using HealthScoring.Tracking;

namespace HealthScoring.Hosting;

/// <summary>One attempt at one part of a run: scores the customers that are not stored yet, and stores them block by block.</summary>
internal sealed class PartRun<TCustomer>
{
    private readonly ITrackingStore _store;
    private readonly TrackingRunOptions<TCustomer> _options;
    private readonly StoredRun _run;
    private readonly RunProblems _problems;

    // The part of each worker that this process has been in the run.
    private readonly IReadOnlyDictionary<string, int> _partOf;
    private readonly HealthScorer<TCustomer> _scorer;
    private readonly PortfolioTally _tally;

    // Customers that are read and not stored, and those whose state is refused: whoever comes twice meets itself here or in the store. The source is
    // read while no result is handed over; only the overrides are asked for at the same time.
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = [];

    private RunPart _part;
    private DateTimeOffset _lastWrite;
    private long _read;

    public PartRun(HealthScorer<TCustomer> scorer, ITrackingStore store, TrackingRunOptions<TCustomer> options, StoredRun run, RunPart part,
        RunProblems problems, IReadOnlyDictionary<string, int> partOf, long storedBefore)
    {
        Stored = storedBefore;
        (_store, _options, _run, _part, _problems, _partOf) = (store, options, run, part, problems, partOf);
        _scorer = scorer.WithOverrides(FindOverride);
        _lastWrite = Clock.GetUtcNow();
        _tally = part.TallyJson is null ? new(run.Profile) : PortfolioTally.Parse(part.TallyJson, run.Profile);
    }

    /// <summary>How many customers this worker has stored, with those of the parts before.</summary>
    public long Stored { get; private set; }

    private TimeProvider Clock => _options.TimeProvider ?? TimeProvider.System;

    /// <summary>Does what is left of the part.</summary>
    /// <param name="earlier">The summary that the shares of missing values are compared with; null for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether the part is done; not where another worker took it meanwhile.</returns>
    public async Task<bool> RunAsync(PortfolioSummary? earlier, CancellationToken cancellationToken)
    {
        var block = new List<TrackedCustomer>(_options.BlockSize);
        IAsyncEnumerable<ScoredCustomer<TCustomer>> scores = _scorer.ScoreAllAsync(UnstoredAsync(cancellationToken), new()
        {
            AsOf = _run.AsOf,
            BlockSize = _options.BlockSize,
            MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism,
            MaxFaultyShare = _options.MaxFaultyShare,
            MaxLostShare = earlier is null ? null : _options.MaxLostShare,
            EarlierSummary = earlier,
            CountedBefore = _tally,
            DetailsFor = _ => true,
        }, cancellationToken);
        await foreach (ScoredCustomer<TCustomer> scored in scores.ConfigureAwait(false))
        {
            string id = _inOrder.Dequeue();
            string? stateJson = _known[id].StateJson;
            _known[id] = default;
            if (Track(id, stateJson, scored) is { } tracked)
                block.Add(tracked);
            if (block.Count < _options.BlockSize)
                continue;
            if (!await WriteAsync(block, isDone: false, cancellationToken).ConfigureAwait(false))
                return false;
        }
        return await WriteAsync(block, isDone: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> WriteAsync(List<TrackedCustomer> block, bool isDone, CancellationToken cancellationToken)
    {
        RunPart part = _part with { CustomerCount = _part.CustomerCount + block.Count, TallyJson = _tally.ToJson(), IsDone = isDone };
        DateTimeOffset until = Clock.GetUtcNow() + _options.Lease;
        if (!await _store.WriteAsync(part, block, until, cancellationToken).ConfigureAwait(false))
            return false;
        _part = part;
        _lastWrite = Clock.GetUtcNow();
        Stored += block.Count;
        if (block.Count > 0)
            _options.Progress?.Report(Stored);
        foreach (TrackedCustomer stored in block)
            _known.TryRemove(stored.CustomerId, out _);
        block.Clear();
        return true;
    }

    /// <summary>The customers that the run has not stored, with what the store knows of them.</summary>
    private async IAsyncEnumerable<TCustomer> UnstoredAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<TCustomer> customers = _options.Customers(new(_part.Index, _run.PartCount), cancellationToken)
            ?? throw new InvalidOperationException("The function Customers returned null.");
        var block = new List<(string Id, TCustomer Customer)>(_options.BlockSize);
        await foreach (TCustomer customer in customers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IdOf(customer) is { } id)
                block.Add((id, customer));
            _read++;
            if (block.Count < _options.BlockSize)
                continue;
            foreach (TCustomer unstored in await MeetAsync(block, cancellationToken).ConfigureAwait(false))
                yield return unstored;
            block.Clear();
            if (!await KeepAsync(cancellationToken).ConfigureAwait(false))
                yield break;
        }
        foreach (TCustomer unstored in await MeetAsync(block, cancellationToken).ConfigureAwait(false))
            yield return unstored;
    }

    /// <summary>Holds the part while nothing is stored, as where many customers are stored already; false where another worker has it.</summary>
    private async Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        if (now - _lastWrite < _options.Lease / 3)
            return true;
        _lastWrite = now;
        return await _store.WriteAsync(_part, [], now + _options.Lease, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<TCustomer>> MeetAsync(List<(string Id, TCustomer Customer)> block, CancellationToken cancellationToken)
    {
        if (block.Count == 0)
            return [];
        string[] ids = [.. block.Select(one => one.Id).Distinct(StringComparer.Ordinal)];
        IReadOnlyDictionary<string, CustomerState> states =
            await _store.ReadStatesAsync(_run.Scoring, ids, cancellationToken).ConfigureAwait(false);
        ILookup<string, ScoreOverride> overrides =
            (await _store.ReadOverridesAsync(_run.Scoring, ids, cancellationToken).ConfigureAwait(false))
                .Where(one => one.Override.Holds(_run.AsOf)).ToLookup(one => one.CustomerId, one => one.Override, StringComparer.Ordinal);
        var unstored = new List<TCustomer>(block.Count);
        foreach ((string id, TCustomer customer) in block)
        {
            CustomerState? state = states.GetValueOrDefault(id);
            if (state?.AsOf == _run.AsOf)
            {
                // An earlier attempt at this part stored it, unless this one did, or another part.
                if (state.Worker == _part.Worker || (state.Worker is { } worker && _partOf.TryGetValue(worker, out int part) && part != _part.Index))
                    AddTwice(id);
            }
            else if (!_known.TryAdd(id, new(state?.StateJson, overrides[id].LastOrDefault())))
                AddTwice(id);
            else
            {
                _inOrder.Enqueue(id);
                unstored.Add(customer);
            }
        }
        return unstored;
    }

    private void AddTwice(string id) => _problems.Add(
        Named(id), "it comes twice", "give each customer once; the first one counts");

    private string? IdOf(TCustomer customer)
    {
        string place = FormattableString.Invariant($"customer {_read} of part {_part.Index}");
        if (customer is null)
        {
            _problems.Add(place, "it is null", "give customers only");
            return null;
        }
        try
        {
            string id = _options.IdBy(customer);
            if (string.IsNullOrEmpty(id))
                _problems.Add(place, "its id is empty", "give each customer one");
            else if (KeyText.Problem(id) is ({ } problem, { } remedy))
                _problems.Add(place, $"its id {problem}", remedy);
            else
                return id;
        }
        catch (Exception exception)
        {
            _problems.Add(place, $"IdBy threw {exception.GetType().Name}: {exception.Message}", "see IdBy");
        }
        return null;
    }

    private ScoreOverride? FindOverride(TCustomer customer, DateTimeOffset asOf) => _known.GetValueOrDefault(_options.IdBy(customer)).Override;

    private TrackedCustomer? Track(string id, string? stateJson, ScoredCustomer<TCustomer> scored)
    {
        TrackedScore tracked;
        try
        {
            tracked = Tracker.Next(stateJson is null ? null : TrackingState.Parse(stateJson), scored.Details!);
        }
        catch (Exception exception) when (exception is InvalidStoredDataException or ArgumentException)
        {
            _problems.Add(Named(id), $"its stored state is refused: {exception.Message}", "see where it comes from, or purge the customer");
            return null;
        }
        if (tracked.IsIgnored)
        {
            _problems.Add(Named(id), "its stored state is of a later time", "see why the store holds one without its run");
            return null;
        }
        double? weight = WeightOf(id, scored.Customer!);
        tracked.AddTo(_tally, weight);
        return new(id, tracked.Tier, weight, tracked.State.ToJson(), new(tracked.Score), HealthEvents.Of(_run.Scoring, id, tracked))
        {
            Driver = tracked.Score.Drivers is [var most, ..] ? most.Metric : null,
        };
    }

    private double? WeightOf(string id, TCustomer customer)
    {
        const string remedy = "give 0 to 1e15, or null where it is not known; it counts as not known";
        try
        {
            double? weight = _options.WeightBy?.Invoke(customer);
            if (weight is null or double.NaN || Grid.IsWeight(weight.Value))
                return weight is double.NaN ? null : weight;
            _problems.Add(Named(id), FormattableString.Invariant($"its weight is {weight}"), remedy);
        }
        catch (Exception exception)
        {
            _problems.Add(Named(id), $"WeightBy threw {exception.GetType().Name}: {exception.Message}", remedy);
        }
        return null;
    }

    private static string Named(string id) => $"customer '{id}'";

    private readonly record struct Known(string? StateJson, ScoreOverride? Override);
}
