using HealthScoring.Metrics;

namespace HealthScoring.Customers;

/// <summary>Reads off customers what a profile asks for. What throws is missing, unless the host asks for exceptions to be thrown.</summary>
internal sealed class MetricReader<TCustomer>(
    string[] columns, IMetric<TCustomer>?[] metrics, RemoteMetric<TCustomer>[] remote, Func<TCustomer, string?>? segmentBy, bool throwFaults)
{
    /// <summary>The name of a metric that answers asynchronously, or null where there is none.</summary>
    public string? FirstRemote => remote.Length == 0 ? null : columns[remote[0].Column];

    public MeasuredBlock NewBlock(int rows) => new(columns, rows, named: segmentBy is not null);

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
        for (int column = 0; column < metrics.Length; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (metrics[column] is not null && !ReadColumn(column, customers, asOf, block))
                ReadEach(column, customers, asOf, block);
        }
        Span<string?> named = block.Named(customers.Length);
        for (int row = 0; row < named.Length; row++)
        {
            named[row] = NameSegment(customers[row], out Exception? fault);
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

    private bool ReadColumn(int column, ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block)
    {
        if (metrics[column] is not IColumnMetric<TCustomer> metric)
            return false;
        Span<double> values = block.Column(column, customers.Length);
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

    private void ReadEach(int column, ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block)
    {
        Span<double> values = block.Column(column, customers.Length);
        for (int row = 0; row < customers.Length; row++)
        {
            values[row] = Read(column, customers[row], asOf, out Exception? fault).Raw;
            if (fault is not null)
                block.Fail(column, row, fault);
        }
    }

    private void Take(RemoteAnswer<TCustomer> answer, int customers, MeasuredBlock block)
    {
        int column = answer.Metric.Column;
        Span<double> values = block.Column(column, customers);
        if (answer.Fault is null)
        {
            answer.Values.CopyTo(values);
            return;
        }
        Exception fault = Accept(column, answer.Fault, throwFaults || answer.Metric.ThrowFaults);
        values.Fill(Measurement.NoValue);
        for (int row = 0; row < customers; row++)
            block.Fail(column, row, fault);
    }

    /// <summary>A fault is part of the result, or thrown.</summary>
    private Exception Accept(int column, Exception fault, bool thrown) => thrown
        ? throw new InvalidOperationException($"Metric '{columns[column]}' threw {fault.GetType().Name}: {fault.Message}", fault)
        : fault;
}
