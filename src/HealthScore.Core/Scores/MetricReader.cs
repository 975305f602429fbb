using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>Reads what a profile asks for from customers. What throws is missing, unless the host asks for exceptions to be thrown.</summary>
internal sealed class MetricReader<TCustomer>(Plan plan, IMetric<TCustomer>?[] metrics, BatchRequest<TCustomer>[] batch,
    Func<TCustomer, string?>? segmentBy, Func<TCustomer, DateTimeOffset, ScoreOverride?>? overrideBy, bool throwFaults, TimeProvider clock)
{
    private readonly ValueMetric<TCustomer>?[] _numbers =
        [.. metrics.Select((metric, column) => plan.IsLabel(column) ? null : metric as ValueMetric<TCustomer>)];

    private readonly BoundSet<TCustomer>[] _sets = BoundSet<TCustomer>.Of(metrics);

    private readonly bool[] _isOfSet = [.. metrics.Select(metric => metric is SetMetric<TCustomer>)];

    /// <summary>How deep metrics score customers by the scorer that asks them.</summary>
    public Nesting Nesting { get; } = new(plan.Profile.Name);

    /// <summary>The name of a metric that answers asynchronously, or null where there is none.</summary>
    public string? FirstBatch => batch.Length == 0 ? null : plan.Columns[batch[0].Column];

    public MeasuredBlock NewBlock(int rows) => new(plan, rows, named: segmentBy is not null);

    /// <summary>Whether customers can have overrides.</summary>
    public bool MayOverride => overrideBy is not null;

    /// <summary>Reads one metric of one customer.</summary>
    /// <param name="column">The metric's index.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The time the score is for.</param>
    /// <param name="answers">What the batch metrics answered about this customer alone.</param>
    /// <param name="fault">What the metric threw.</param>
    public Measurement Read(
        int column, TCustomer customer, DateTimeOffset asOf, ReadOnlySpan<BatchAnswer<TCustomer>> answers, out Exception? fault)
    {
        if (metrics[column] is { } metric)
            return Measure(metric, column, customer, asOf, out fault);
        int index = 0;
        while (answers[index].Metric.Column != column)
            index++;
        fault = answers[index].Fault;
        return fault is null ? plan.AsExpected(column, answers[index].Values[0]) : Measurement.None;
    }

    /// <summary>Reads the metrics of one customer that are of a set.</summary>
    public SetNumbers ReadSets(TCustomer customer, DateTimeOffset asOf)
    {
        if (_sets.Length == 0)
            return new([], Faults: null);
        double[] numbers = new double[metrics.Length];
        Exception?[]? faults = null;
        foreach (BoundSet<TCustomer> set in _sets)
        {
            double[] all = new double[set.Columns.Length];
            Exception? fault = set.Set.MeasureOne(customer, asOf, all);
            for (int i = 0; i < all.Length; i++)
            {
                if (set.Columns[i] is not (>= 0 and var column))
                    continue;
                numbers[column] = NumberOr(fault, column, all[i], out bool faulty);
                if (faulty)
                    (faults ??= new Exception?[numbers.Length])[column] = fault;
            }
        }
        return new(numbers, faults);
    }

    /// <summary>
    /// Reads a metric of one customer as a plain number, where it is of a set or a function of the customer alone: most are, and a number is handed
    /// on in less time than a measurement.
    /// </summary>
    /// <param name="column">The metric's index.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="sets">What the sets gave the customer.</param>
    /// <param name="number">The number, or null where there is none.</param>
    /// <param name="fault">What was thrown.</param>
    /// <returns>Whether the metric was asked.</returns>
    public bool TryReadNumber(int column, TCustomer customer, in SetNumbers sets, out double? number, out Exception? fault)
    {
        if (_isOfSet[column])
        {
            (number, fault) = (sets.Numbers[column], sets.Faults?[column]);
            return true;
        }
        (number, fault) = (null, null);
        if (_numbers[column] is not { } metric)
            return false;
        try
        {
            number = metric.Value(customer);
        }
        catch (Exception exception)
        {
            Accept(column, exception, throwFaults, customers: 1);
            fault = exception;
        }
        return true;
    }

    /// <summary>Reads every metric of some customers, none of which is null, and names their segments.</summary>
    public void Read(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, CancellationToken cancellationToken)
    {
        block.Clear();
        Nesting.Place place = Nesting.Enter();
        try
        {
            ReadAll(customers, asOf, block, cancellationToken);
        }
        finally
        {
            Nesting.Leave(place);
        }
    }

    private void ReadAll(ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, CancellationToken cancellationToken)
    {
        long[]? taken = ScoringTelemetry.MetricDuration.Enabled ? block.StartTiming() : null;
        for (int first = 0; first < customers.Length; first += MeasuredBlock.PartRows)
        {
            ReadOnlySpan<TCustomer> part = customers.Slice(first, Math.Min(MeasuredBlock.PartRows, customers.Length - first));
            foreach (BoundSet<TCustomer> set in _sets)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long start = taken is null ? 0 : clock.GetTimestamp();
                MeasureSet(set, part, asOf, block, first);
                if (taken is not null)
                    set.Share(clock.GetTimestamp() - start, taken);
            }
            for (int column = 0; column < metrics.Length; column++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (metrics[column] is not { } metric || _isOfSet[column])
                    continue;
                long start = taken is null ? 0 : clock.GetTimestamp();
                MeasureColumn(metric, column, part, asOf, block, first);
                if (taken is not null)
                    taken[column] += clock.GetTimestamp() - start;
            }
        }
        for (int column = 0; column < taken?.Length && customers.Length > 0; column++)
        {
            if (metrics[column] is not null)
                ScoringTelemetry.RecordMetric(clock.GetElapsedTime(0, taken[column]), plan.Profile.Name, plan.Columns[column], failure: null);
        }
        for (int row = 0; segmentBy is not null && row < customers.Length; row++)
        {
            block.NameSegment(row, NameSegment(customers[row], out Exception? fault));
            if (fault is not null)
                block.Faults.AddSegment(row, fault);
        }
        for (int row = 0; MayOverride && row < customers.Length; row++)
        {
            block.Overrides.Set(row, FindOverride(customers[row], asOf, out Exception? fault));
            if (fault is not null)
                block.Faults.AddOverride(row, fault);
        }
    }

    /// <summary>Reads as the overload does, while the batch metrics are asked, once each.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task ReadAsync(
        ReadOnlyMemory<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, CancellationToken cancellationToken)
    {
        foreach (BatchAnswer<TCustomer> answer in await AskAsync(
            customers, asOf, () => Read(customers.Span, asOf, block, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            Keep(answer, customers.Length, asOf, block);
        }
    }

    /// <summary>Asks the batch metrics about some customers, all at once.</summary>
    /// <param name="customers">The customers; where there are none, no metric is asked.</param>
    /// <param name="asOf">The time the scores are for.</param>
    /// <param name="meanwhile">Is done while the answers are on their way.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<BatchAnswer<TCustomer>[]> AskAsync(
        ReadOnlyMemory<TCustomer> customers, DateTimeOffset asOf, Action? meanwhile, CancellationToken cancellationToken)
    {
        if (batch.Length == 0 || customers.IsEmpty)
        {
            meanwhile?.Invoke();
            return [];
        }
        Nesting.Level? outer = Nesting.Current;
        Nesting.Level level = Nesting.Branch();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            IReadOnlyList<TCustomer> asked = Array.AsReadOnly(customers.ToArray());
            Nesting.Flow(level);
            Task<BatchAnswer<TCustomer>>[] requests = [.. batch.Select(metric => metric.AskAsync(asked, asOf, stop.Token))];
            Nesting.Flow(outer);
            meanwhile?.Invoke();
            // The first fault that is to be thrown is, however long the others take.
            await foreach (Task<BatchAnswer<TCustomer>> request in Task.WhenEach(requests).ConfigureAwait(false))
            {
                BatchAnswer<TCustomer> answer = await request.ConfigureAwait(false);
                if (answer.Fault is { } fault)
                    Accept(answer.Metric.Column, fault, throwFaults || answer.Metric.ThrowFaults, customers.Length);
            }
            return await Task.WhenAll(requests).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            // Where one fault ends the scoring, the others' answers are not waited for.
            await stop.CancelAsync().ConfigureAwait(false);
            Nesting.RequireEnd(level);
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
            ScoringTelemetry.AddFunctionFaults(1, plan.Profile.Name, FaultyFunction.SegmentBy, ScoringTelemetry.TypeOf(exception));
            throw new InvalidOperationException($"SegmentBy threw {MissingMetric.Describe(exception)}", exception);
        }
    }

    /// <summary>The override that holds for a customer, or null.</summary>
    public ScoreOverride? FindOverride(TCustomer customer, DateTimeOffset asOf, out Exception? fault)
    {
        fault = null;
        try
        {
            ScoreOverride? pinned = overrideBy?.Invoke(customer, asOf);
            if (pinned?.Holds(asOf) != true)
                return null;
            if (Pin.Problem(pinned, plan.Profile) is { } problem)
                throw problem;
            return pinned;
        }
        catch (Exception exception)
        {
            fault = exception;
            if (!throwFaults)
                return null;
            ScoringTelemetry.AddFunctionFaults(1, plan.Profile.Name, FaultyFunction.OverrideBy, ScoringTelemetry.TypeOf(exception));
            throw new InvalidOperationException($"OverrideBy: {MissingMetric.Describe(exception)}", exception);
        }
    }

    private Measurement Measure(IMetric<TCustomer> metric, int column, TCustomer customer, DateTimeOffset asOf, out Exception? fault)
    {
        fault = null;
        try
        {
            return plan.AsExpected(column, metric.Measure(customer, asOf));
        }
        catch (Exception exception)
        {
            Accept(column, exception, throwFaults, customers: 1);
            fault = exception;
            return Measurement.None;
        }
    }

    private void MeasureSet(BoundSet<TCustomer> set, ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, int first)
    {
        MetricValues values = block.Values(set.Starts, set.Unused, first, customers.Length);
        if (set.TryMeasure(customers, asOf, values))
            return;
        double[] numbers = new double[set.Columns.Length];
        for (int i = 0; i < customers.Length; i++)
        {
            Exception? fault = set.Set.MeasureOne(customers[i], asOf, numbers);
            for (int metric = 0; metric < numbers.Length; metric++)
            {
                if (set.Columns[metric] is not (>= 0 and var column))
                    continue;
                values[metric][i] = NumberOr(fault, column, numbers[metric], out bool faulty);
                if (faulty)
                    block.Faults.AddMetric(column, first + i, fault!);
            }
        }
    }

    /// <summary>A number that one customer was given, or none where the metric has the fault.</summary>
    private double NumberOr(Exception? fault, int column, double number, out bool faulty)
    {
        faulty = MetricSet<TCustomer>.IsFault(fault, number);
        if (!faulty)
            return number;
        Accept(column, fault!, throwFaults, customers: 1);
        return Measurement.NoValue;
    }

    private void MeasureColumn(
        IMetric<TCustomer> metric, int column, ReadOnlySpan<TCustomer> customers, DateTimeOffset asOf, MeasuredBlock block, int first)
    {
        Span<double> values = block.Column(column, first, customers.Length);
        // Only customer by customer does a metric say when it observed something, or give a text.
        if (plan.FreshnessOf(column) is null && _numbers[column] is { } number && TryReadAtOnce(number, customers, values))
            return;
        for (int i = 0; i < customers.Length; i++)
        {
            Measurement measurement = Measure(metric, column, customers[i], asOf, out Exception? fault);
            values[i] = block.Keep(column, first + i, measurement, asOf);
            if (fault is not null)
                block.Faults.AddMetric(column, first + i, fault);
        }
    }

    private static bool TryReadAtOnce(ValueMetric<TCustomer> metric, ReadOnlySpan<TCustomer> customers, Span<double> values)
    {
        try
        {
            metric.Read(customers, values);
            return true;
        }
        catch (Exception)
        {
            // Which customer it was is found out one by one.
            return false;
        }
    }

    private static void Keep(BatchAnswer<TCustomer> answer, int customers, DateTimeOffset asOf, MeasuredBlock block)
    {
        int column = answer.Metric.Column;
        for (int first = 0; first < customers; first += MeasuredBlock.PartRows)
        {
            Span<double> values = block.Column(column, first, Math.Min(MeasuredBlock.PartRows, customers - first));
            values.Fill(Measurement.NoValue);
            for (int i = 0; answer.Fault is null && i < values.Length; i++)
            {
                values[i] = block.Keep(column, first + i, block.Plan.AsExpected(column, answer.Values[first + i]), asOf);
            }
        }
        for (int row = 0; answer.Fault is { } fault && row < customers; row++)
            block.Faults.AddMetric(column, row, fault);
    }

    /// <summary>Throws a fault, or lets it be a part of the result.</summary>
    private void Accept(int column, Exception fault, bool thrown, int customers)
    {
        if (!thrown)
            return;
        // No block or result will count it.
        ScoringTelemetry.AddMetricFaults(customers, plan.Profile.Name, plan.Columns[column], ScoringTelemetry.TypeOf(fault));
        throw new InvalidOperationException($"Metric '{plan.Columns[column]}' threw {MissingMetric.Describe(fault)}", fault);
    }
}
