using System.Buffers;
using System.Collections.ObjectModel;
using HealthScoring.Metrics;
using HealthScoring.Scoring;

namespace HealthScoring.Customers;

/// <summary>What was measured of a block of customers: a column a metric, a row a customer, and what threw. Used again and again.</summary>
internal sealed class MeasuredBlock : IDisposable
{
    private readonly string[] _columns;
    private readonly int _rows;
    private readonly double[] _values;
    private readonly Exception?[]?[] _faults;
    private readonly string?[] _named;
    private Exception?[]? _segmentFaults;
    private bool _faulty;

    public MeasuredBlock(string[] columns, int rows, bool named)
    {
        _columns = columns;
        _rows = rows;
        // A cache line more: columns a whole 4 KiB apart would contend for one place in the cache.
        Stride = rows + 8;
        _values = ArrayPool<double>.Shared.Rent(columns.Length * Stride);
        _faults = new Exception?[]?[columns.Length];
        _named = named ? new string?[rows] : [];
    }

    public int Stride { get; }

    public ReadOnlySpan<double> Tile => _values;

    /// <summary>Gives the memory back; the block must not be used any more.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_values);

    public void Clear()
    {
        if (!_faulty)
            return;
        Array.Clear(_faults);
        _segmentFaults = null;
        _faulty = false;
    }

    /// <summary>A column's first rows.</summary>
    public Span<double> Column(int column, int count) => _values.AsSpan(column * Stride, count);

    /// <summary>The first rows' segments that the host named; empty where it names none.</summary>
    public Span<string?> Named(int count) => _named.AsSpan(0, Math.Min(count, _named.Length));

    public void Fail(int column, int row, Exception exception)
    {
        (_faults[column] ??= new Exception?[_rows])[row] = exception;
        _faulty = true;
    }

    public void FailSegment(int row, Exception exception)
    {
        (_segmentFaults ??= new Exception?[_rows])[row] = exception;
        _faulty = true;
    }

    public Exception? SegmentFault(int row) => _segmentFaults?[row];

    /// <summary>How many of the first rows have a fault.</summary>
    public int CountFaulty(int count) => _faulty
        ? Enumerable.Range(0, count).Count(row => SegmentFault(row) is not null || _faults.Any(faults => faults?[row] is not null))
        : 0;

    /// <summary>Tells a customer's whole story. It keeps a copy of the row, not the block.</summary>
    public HealthScore Explain(CompiledProfile profile, int row, DateTimeOffset asOf)
    {
        var values = new double[_columns.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = new Measurement(_values[i * Stride + row]).Value ?? double.NaN;
        string? named = _named.Length == 0 ? null : _named[row];
        Scorecard scorecard = profile.Select(values, named);
        return new(scorecard, scorecard.Evaluate(values), values, Missing(row, faultsOnly: false), asOf, named, SegmentFault(row));
    }

    /// <summary>The metrics that threw for a customer.</summary>
    public IReadOnlyList<MissingMetric> Faults(int row) => _faulty ? Missing(row, faultsOnly: true) : [];

    private ReadOnlyCollection<MissingMetric> Missing(int row, bool faultsOnly)
    {
        List<MissingMetric>? missing = null;
        for (int i = 0; i < _columns.Length; i++)
        {
            if (_faults[i]?[row] is { } fault)
                (missing ??= []).Add(new(_columns[i], MissingReason.Fault, fault));
            else if (!faultsOnly && new Measurement(_values[i * Stride + row]).MissingReason is { } reason)
                (missing ??= []).Add(new(_columns[i], reason, exception: null));
        }
        return missing?.AsReadOnly() ?? ReadOnlyCollection<MissingMetric>.Empty;
    }
}
