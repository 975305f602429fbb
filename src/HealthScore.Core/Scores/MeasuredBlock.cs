using System.Collections.ObjectModel;
using HealthScoring.Columns;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>
/// What was read of some customers, one row each: values and their times, segments that the host named, overrides and faults. Reused.
/// </summary>
internal sealed class MeasuredBlock
{
    /// <summary>So many rows are measured and scored together: reading objects and scoring share the cache.</summary>
    public const int PartRows = 512;

    private readonly int _rows;
    private readonly ColumnBlock[] _parts;
    private readonly DateTimeOffset?[]?[] _observed;
    private readonly string?[][] _labels;
    private readonly string?[] _names;
    private readonly int[] _named;
    private PortfolioTally? _tally;
    private TierCounts? _standings;
    private double[] _spare = [];
    private long[]? _taken;

    public MeasuredBlock(Plan plan, int rows, bool named)
    {
        (Plan, _rows) = (plan, rows);
        _parts = new ColumnBlock[(rows + PartRows - 1) / PartRows];
        for (int i = 0; i < _parts.Length; i++)
            _parts[i] = new(plan, PartRows);
        _observed = new DateTimeOffset?[]?[plan.Columns.Length];
        _labels = new string?[plan.Labels.Length][];
        for (int i = 0; i < _labels.Length; i++)
            _labels[i] = new string?[rows];
        _names = named ? new string?[rows] : [];
        _named = new int[_names.Length];
        (Faults, Overrides) = (new(plan.Columns.Length, rows), new(rows));
    }

    public Plan Plan { get; }

    public BlockFaults Faults { get; }

    public BlockOverrides Overrides { get; }

    /// <summary>What was counted since the tally was started anew. A block's own, so that what is never handed over is never counted.</summary>
    public PortfolioTally Tally => _tally ??= new(Plan.Profile);

    /// <summary>Counts the rows by tier for who listens; empty between two blocks.</summary>
    public TierCounts Standings => _standings ??= new(Plan);

    /// <summary>Begins to time the metrics for who listens.</summary>
    /// <returns>Takes how long each has taken, in the clock's ticks.</returns>
    public long[] StartTiming()
    {
        _taken ??= new long[Plan.Columns.Length];
        Array.Clear(_taken);
        return _taken;
    }

    /// <summary>Lets go of what earlier customers left behind.</summary>
    public void Clear()
    {
        Array.Clear(_names);
        foreach (string?[] labels in _labels)
            Array.Clear(labels);
        foreach (DateTimeOffset?[]? observed in _observed)
        {
            if (observed is not null)
                Array.Clear(observed);
        }
        Overrides.Clear();
        Faults.Clear();
    }

    /// <summary>The values of some rows of one part, to write to.</summary>
    /// <param name="column">The metric's index.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many, all in one part. What follows them in the part is lost.</param>
    public Span<double> Column(int column, int first, int count) =>
        _parts[first / PartRows].Own(column, first % PartRows + count)[(first % PartRows)..];

    /// <summary>The values of several columns of one part, to write to.</summary>
    /// <param name="starts">Where the columns begin in the part's memory, or the complement of where they do in memory of no part.</param>
    /// <param name="spare">How many are of no part.</param>
    /// <param name="first">The part's first row.</param>
    /// <param name="count">How many rows.</param>
    public MetricValues Values(ReadOnlySpan<int> starts, int spare, int first, int count)
    {
        if (_spare.Length < spare * PartRows)
            _spare = new double[spare * PartRows];
        return _parts[first / PartRows].Own(starts, _spare, count);
    }

    /// <summary>Keeps of a measurement when it was observed and its text, and gives its number.</summary>
    public double Keep(int column, int row, Measurement measured, DateTimeOffset asOf)
    {
        if (measured.ObservedAt is { } observedAt)
            (_observed[column] ??= new DateTimeOffset?[_rows])[row] = observedAt;
        _parts[row / PartRows].SetAge(column, row % PartRows, Freshness.Age(measured.ObservedAt, asOf));
        if (measured.Label is { } text)
            _labels[column - Plan.FirstLabel][row] = text;
        return Plan.NumberOf(column, measured);
    }

    public void NameSegment(int row, string? name) => (_names[row], _named[row]) = (name, Plan.IndexOf(name));

    /// <summary>The segment that the host named for a customer if the profile does not have it; otherwise null.</summary>
    public string? UnknownSegment(int row) => _names.Length == 0 || _named[row] >= 0 ? null : _names[row];

    /// <summary>The metrics that threw for a customer.</summary>
    public IReadOnlyList<MissingMetric> MetricFaults(int row) => Faults.Any
        ? Array.AsReadOnly([.. Plan.Columns.Select((name, i) => (name, Fault: Faults.Metric(i, row))).Where(metric => metric.Fault is not null)
            .Select(metric => new MissingMetric(metric.name, MissingReason.Fault, metric.Fault))])
        : ReadOnlyCollection<MissingMetric>.Empty;

    /// <summary>Scores as many of the first rows as the output has room for.</summary>
    /// <param name="scorer">Scores a part of the rows.</param>
    /// <param name="output">Takes the results; with segments where the rows are counted, may have overrides, or a fault has a policy.</param>
    public void Score(BlockScorer scorer, BlockOutput output)
    {
        for ((int first, int rows) = (0, 0); first < output.Rows; first += rows)
        {
            rows = Math.Min(PartRows, output.Rows - first);
            scorer.Score(_parts[first / PartRows], _named.Length == 0 ? [] : _named.AsSpan(first, rows), output.Slice(first, rows));
        }
        if (Faults.Any && Plan.HasFaultPolicies)
            FaultyRows.Rescore(Plan, _parts, Faults, output);
        Overrides.Pin(Plan, output);
        for (int row = 0; row < output.Rows && output.Tally is not null && Faults.Any; row++)
        {
            if (Faults.IsFaulty(row))
                output.Tally.Group(output.Segments[row]).Faulty++;
        }
        for (int row = 0; row < output.Rows && output.Tally is not null && _names.Length > 0; row++)
        {
            if (UnknownSegment(row) is { } unknown)
                output.Tally.Group(output.Segments[row]).UnknownSegments.Add(unknown, 1);
        }
        for (int label = 0; label < _labels.Length && output.Tally is not null; label++)
        {
            for (int row = 0; row < output.Rows; row++)
            {
                if (_labels[label][row] is { } text && !Plan.Labels[label].IsNamed(text))
                    output.Tally.Group(output.Segments[row]).OtherTexts[label].Add(text, 1);
            }
        }
    }

    private Measurement Measured(int column, int row)
    {
        double number = _parts[row / PartRows].Measured(column, row % PartRows);
        if (Plan.IsLabel(column))
            return _labels[column - Plan.FirstLabel][row] is { } text ? Measurement.OfLabel(text) : number;
        return double.IsFinite(number) && _observed[column]?[row] is { } at ? new Measurement(number, at) : number;
    }

    /// <summary>A customer's whole score. It keeps a copy of the row, not the block.</summary>
    public HealthScore Explain(int row, DateTimeOffset asOf)
    {
        var builder = new RowBuilder(Plan);
        List<MissingMetric>? missing = null;
        for (int i = 0; i < Plan.Columns.Length; i++)
        {
            Measurement measured = Measured(i, row);
            builder.Set(i, measured);
            if (Faults.Metric(i, row) is not null)
                builder.SetFault(i);
            if (MissingMetric.Of(Plan.Columns[i], measured, Faults.Metric(i, row)) is { } lacking)
                (missing ??= []).Add(lacking);
        }
        ScoredRow scored = builder.Build(asOf).Score(_names.Length == 0 ? null : _names[row]);
        return new(scored, MissingMetric.WithRefused(scored.Measured, missing), Faults.Segment(row), Overrides.Of(row), Faults.Override(row));
    }
}
