using HealthScoring.Metrics;
using HealthScoring.Scoring;

namespace HealthScoring.Customers;

/// <summary>Reads off customers what a profile asks for. What throws is missing, unless the host asks for exceptions to be thrown.</summary>
internal sealed class MetricReader<TCustomer>(
    CompiledProfile profile, IMetric<TCustomer>?[] metrics, RemoteMetric<TCustomer>[] remote, Func<TCustomer, string?>? segmentBy, bool throwFaults)
{
    /// <summary>The name of a metric that answers asynchronously, or null where there is none.</summary>
    public string? FirstRemote => remote.Length == 0 ? null : profile.Columns[remote[0].Column];

    public MeasuredBlock NewBlock(int rows) => new(profile, rows, named: segmentBy is not null);

    /// <summary>Reads one metric of one customer.</summary>
    public Measurement Read(int column, TCustomer customer, DateTimeOffset asOf, out Exception? fault)
    {
        fault = null;
        try
        {
            return metrics[column]!.Measure(customer, asOf);
        }
        catch (Exception exception)
        {
            fault = Accept(column, exception, throwFaults);
            return Measurement.None;
        }
    }

    /// <summary>Reads every metric of some customers, none of which is null, and names their segments.</summary>
    public void Read(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, CancellationToken cancellationToken)
    {
        block.Clear();
        for (int first = 0; first < customers.Length; first += MeasuredBlock.PartRows)
        {
            ReadOnlySpan<TCustomer> part = customers.Slice(first, Math.Min(MeasuredBlock.PartRows, customers.Length - first));
            for (int column = 0; column < metrics.Length; column++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (metrics[column] is not null && !ReadColumn(column, part, asOf, block.Column(column, first, part.Length)))
                    ReadEach(column, part, asOf, block, first);
            }
        }
        for (int row = 0; segmentBy is not null && row < customers.Length; row++)
        {
            block.NameSegment(row, NameSegment(customers[row], out Exception? fault));
            if (fault is not null)
                block.FailSegment(row, fault);
        }
    }

    /// <summary>Reads as the overload does, while the batch metrics are asked, once each.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task ReadAsync(
        ReadOnlyMemory<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, CancellationToken cancellationToken)
    {
        if (remote.Length == 0 || customers.IsEmpty)
        {
            Read(customers.Span, asOf, block, cancellationToken);
            return;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            IReadOnlyList<TCustomer> asked = Array.AsReadOnly(customers.ToArray());
            Task<RemoteAnswer<TCustomer>>[] answers = [.. remote.Select(metric => metric.AskAsync(asked, asOf, stop.Token))];
            Read(customers.Span, asOf, block, cancellationToken);
            await foreach (Task<RemoteAnswer<TCustomer>> answer in Task.WhenEach(answers).ConfigureAwait(false))
                Take(await answer.ConfigureAwait(false), customers.Length, block);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            // Where one fault ends the scoring, the others' answers are not waited for.
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    public string? NameSegment(TCustomer customer, out Exception? fault)
    {
        fault = null;
        try
        {
            return segmentBy?.Invoke(customer);
        }
        catch (Exception exception) when (!throwFaults)
        {
            fault = exception;
            return null;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"SegmentBy threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private bool ReadColumn(int column, ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, Span<double> values)
    {
        if (metrics[column] is not IColumnMetric<TCustomer> metric)
            return false;
        // What the metric does not write must not be an earlier customer's number.
        values.Fill(Measurement.NoValue);
        try
        {
            metric.Measure(customers, asOf, values);
            return true;
        }
        catch (Exception)
        {
            // Which customer it was is found out one by one.
            return false;
        }
    }

    private void ReadEach(int column, ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, int first)
    {
        Span<double> values = block.Column(column, first, customers.Length);
        for (int i = 0; i < customers.Length; i++)
        {
            values[i] = Read(column, customers[i], asOf, out Exception? fault).Raw;
            if (fault is not null)
                block.Fail(column, first + i, fault);
        }
    }

    private void Take(RemoteAnswer<TCustomer> answer, int customers, MeasuredBlock block)
    {
        int column = answer.Metric.Column;
        Exception? fault = answer.Fault is null ? null : Accept(column, answer.Fault, throwFaults || answer.Metric.ThrowFaults);
        for (int first = 0; first < customers; first += MeasuredBlock.PartRows)
        {
            Span<double> values = block.Column(column, first, Math.Min(MeasuredBlock.PartRows, customers - first));
            if (fault is null)
                answer.Values.AsSpan(first, values.Length).CopyTo(values);
            else
                values.Fill(Measurement.NoValue);
        }
        for (int row = 0; fault is not null && row < customers; row++)
            block.Fail(column, row, fault);
    }

    /// <summary>A fault is part of the result, or thrown.</summary>
    private Exception Accept(int column, Exception fault, bool thrown) => thrown
        ? throw new InvalidOperationException($"Metric '{profile.Columns[column]}' threw {fault.GetType().Name}: {fault.Message}", fault)
        : fault;
}
