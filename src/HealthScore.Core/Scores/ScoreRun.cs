using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using HealthScoring.Columns;
using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>
/// One pass over a source: reads blocks of customers, scores some of them at once, and hands the results over in the order of the source. It
/// only reads when it is asked for a result, so a slow consumer slows the source down.
/// </summary>
internal sealed class ScoreRun<TCustomer> : IAsyncDisposable
{
    private readonly MetricReader<TCustomer> _reader;
    private readonly BlockScorer _scorer;
    private readonly ScoreStreamOptions<TCustomer> _options;
    private readonly DateTimeOffset _asOf;
    private readonly StreamCaller _caller;
    private readonly CancellationTokenSource _stop;
    private readonly Nesting.Level? _outer;
    private readonly LossWatch? _watch;
    private readonly RunTelemetry _telemetry;
    private readonly Func<ScoredCustomer<TCustomer>, bool>? _detailsFor;
    private readonly Queue<Task<CustomerBlock<TCustomer>>> _started = [];
    private readonly Stack<CustomerBlock<TCustomer>> _free = [];
    private ExceptionDispatchInfo? _sourceFault;
    private long _read;
    private long _faulty;

    // How many customers were counted by earlier passes.
    private readonly long _before;
    private bool _ended;

    private ScoreRun(MetricReader<TCustomer> reader, BlockScorer scorer, ScoreStreamOptions<TCustomer> options, DateTimeOffset asOf,
        TimeProvider clock, StreamCaller caller)
    {
        (_reader, _scorer, _options, _asOf, _caller) = (reader, scorer, options, asOf, caller);
        _outer = reader.Nesting.Current;
        _watch = options is { MaxLostShare: { } limit, EarlierSummary: { } earlier } ? new(scorer.Plan, earlier, limit) : null;
        if (options.CountedBefore is { } counted)
        {
            _watch?.Add(counted);
            (_before, _faulty) = (counted.Groups.Sum(group => group.Customers), counted.Groups.Sum(group => group.Faulty));
        }
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller.Token);
        _detailsFor = options.DetailsFor is null ? null : WantsDetails;
        _telemetry = new(scorer.Plan, clock);
    }

    public static async IAsyncEnumerable<ScoredCustomer<TCustomer>> StreamAsync(IAsyncEnumerable<TCustomer> customers, BlockScorer scorer,
        MetricReader<TCustomer> reader, ScoreStreamOptions<TCustomer> options, TimeProvider clock, CancellationToken ofCall,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DateTimeOffset asOf = options.AsOf ?? clock.GetUtcNow();
        using var caller = new StreamCaller(ofCall, cancellationToken);
        IAsyncEnumerator<TCustomer> source = customers.GetAsyncEnumerator(caller.Token);
        await using ConfiguredAsyncDisposable end = source.ConfigureAwait(false);
        var run = new ScoreRun<TCustomer>(reader, scorer, options, asOf, clock, caller);
        await using ConfiguredAsyncDisposable stop = run.ConfigureAwait(false);

        while (await run.NextAsync(source).ConfigureAwait(false) is { } block)
        {
            foreach (ScoredCustomer<TCustomer> score in block.Results(scorer.Plan, asOf, run._detailsFor))
            {
                if (caller.Token.IsCancellationRequested)
                    run.ThrowCancelled();
                yield return score;
            }
            run.EndBlock(block);
        }
    }

    /// <summary>Stops what is still running and waits for it, so that nothing touches the blocks any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            while (_started.TryDequeue(out Task<CustomerBlock<TCustomer>>? started))
                await ((Task)started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
        finally
        {
            _telemetry.End();
        }
    }

    private bool WantsDetails(ScoredCustomer<TCustomer> score)
    {
        try
        {
            return _options.DetailsFor!(score);
        }
        catch (Exception exception)
        {
            _telemetry.Fail(exception);
            throw;
        }
    }

    private void ThrowCancelled()
    {
        var cancelled = new OperationCanceledException(_caller.Cancelled);
        _telemetry.Fail(cancelled);
        throw cancelled;
    }

    /// <summary>Counts a block whose last result was handed over, and makes its memory free for another.</summary>
    private void EndBlock(CustomerBlock<TCustomer> block)
    {
        try
        {
            _options.Tally?.Add(block.Measured.Tally);
            _telemetry.CountHandedOver(block);
            _options.Progress?.Report(block.First + block.Count);
        }
        catch (Exception exception)
        {
            _telemetry.Fail(exception);
            throw;
        }
        _free.Push(block);
    }

    /// <summary>Ends the scoring before a block is handed over that makes too large a share of the customers faulty.</summary>
    private void ThrowIfTooFaulty(CustomerBlock<TCustomer> block)
    {
        if (_options.MaxFaultyShare is not { } limit)
            return;
        _faulty += block.Faulty;
        long customers = _before + block.First + block.Count;
        if (MissingShare.IsMore((double)_faulty / customers, limit))
        {
            throw new TooManyFaultsException(_faulty, customers, limit, Array.AsReadOnly([.. block.Measured.Faults.First()
                .Select(column => new MissingMetric(_scorer.Plan.Columns[column.Column], MissingReason.Fault, column.Fault))]));
        }
    }

    /// <summary>The next block in order, scored and not too faulty; null after the last one.</summary>
    private async ValueTask<CustomerBlock<TCustomer>?> NextAsync(IAsyncEnumerator<TCustomer> source)
    {
        try
        {
            CustomerBlock<TCustomer>? next;
            try
            {
                while (!_ended && _started.Count < _options.MaxDegreeOfParallelism)
                {
                    CustomerBlock<TCustomer> block = await ReadAsync(source).ConfigureAwait(false);
                    if (block.Count > 0)
                        _started.Enqueue(_options.MaxDegreeOfParallelism == 1 ? ScoreAsync(block) : Task.Run(() => ScoreAsync(block)));
                }
                next = _started.TryDequeue(out Task<CustomerBlock<TCustomer>>? first) ? await first.ConfigureAwait(false) : null;
            }
            catch (Exception) when (_caller.Token.IsCancellationRequested)
            {
                // Whatever the cancellation made of the source or a metric, the caller asked for this.
                throw new OperationCanceledException(_caller.Cancelled);
            }
            if (next is null)
            {
                _sourceFault?.Throw();
                return null;
            }
            _telemetry.CountFaults(next.Measured.Faults);
            ThrowIfTooFaulty(next);
            _watch?.Count(next.Measured.Tally, _before + next.First + next.Count);
            return next;
        }
        catch (Exception exception)
        {
            _telemetry.Fail(exception);
            throw;
        }
    }

    private async ValueTask<CustomerBlock<TCustomer>> ReadAsync(IAsyncEnumerator<TCustomer> source)
    {
        _telemetry.Enter();
        if (!_free.TryPop(out CustomerBlock<TCustomer>? block))
            block = new(_reader.NewBlock(_options.BlockSize), _options.BlockSize);
        block.Restart(_read);
        try
        {
            while (!block.IsFull && !_ended)
            {
                _caller.Token.ThrowIfCancellationRequested();
                if (await source.MoveNextAsync().ConfigureAwait(false))
                    block.Add(source.Current);
                else
                    _ended = true;
            }
        }
        catch (Exception exception) when (!_caller.Token.IsCancellationRequested)
        {
            // What came before is scored and handed over first.
            _sourceFault = ExceptionDispatchInfo.Capture(exception);
            _ended = true;
        }
        _read += block.Count;
        return block;
    }

    private async Task<CustomerBlock<TCustomer>> ScoreAsync(CustomerBlock<TCustomer> block)
    {
        _telemetry.Enter();
        if (_outer is not null)
            _reader.Nesting.Flow(_outer);
        await _reader.ReadAsync(block.Customers, _asOf, block.Measured, _stop.Token).ConfigureAwait(false);
        block.Score(_scorer, counts: _options.Tally is not null || _watch is not null, _options.WeightBy);
        return block;
    }
}
