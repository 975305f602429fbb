using System.Collections.ObjectModel;
using HealthScoring.Columns;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>What was measured of some customers, a row each: raw values, the segments the host named, and what threw. Used again and again.</summary>
internal sealed class MeasuredBlock
{
    /// <summary>So many rows are measured and scored together.</summary>
    public const int PartRows = ColumnKernel.MostRows;

    private readonly Plan _profile;
    private readonly int _rows;
    private readonly ColumnBlock[] _parts;
    private readonly Exception?[]?[] _faults;
    private readonly string?[] _names;
    private readonly int[] _named;
    private readonly DateTimeOffset?[]?[] _observed;
    private Exception?[]? _segmentFaults;
    private Exception?[]? _overrideFaults;
    private ScoreOverride?[]? _overrides;
    private PortfolioTally? _tally;
    private bool _faulty;
    private bool _overridden;

    public MeasuredBlock(Plan profile, int rows, bool named)
    {
        _profile = profile;
        _rows = rows;
        _parts = new ColumnBlock[(rows + PartRows - 1) / PartRows];
        for (int i = 0; i < _parts.Length; i++)
            _parts[i] = new(profile, PartRows);
        _faults = new Exception?[]?[profile.Columns.Length];
        _observed = new DateTimeOffset?[]?[profile.Columns.Length];
        _names = named ? new string?[rows] : [];
        _named = new int[_names.Length];
    }

    /// <summary>Lets go of what earlier customers left behind.</summary>
    public void Clear()
    {
        Array.Clear(_names);
        foreach (DateTimeOffset?[]? observed in _observed)
        {
            if (observed is not null)
                Array.Clear(observed);
        }
        if (_overridden)
            Array.Clear(_overrides!);
        _overridden = false;
        if (!_faulty)
            return;
        Array.Clear(_faults);
        _segmentFaults = null;
        _overrideFaults = null;
        _faulty = false;
    }

    /// <summary>The raw values of some rows of one part, to write to.</summary>
    /// <param name="column">The metric's place.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many, all in one part. What follows them in the part is lost.</param>
    public Span<double> Column(int column, int first, int count) =>
        _parts[first / PartRows].Own(column, first % PartRows + count)[(first % PartRows)..];

    /// <summary>Says when a value was observed.</summary>
    public void Observe(int column, int row, DateTimeOffset? observedAt, DateTimeOffset asOf)
    {
        if (observedAt is not null)
            (_observed[column] ??= new DateTimeOffset?[_rows])[row] = observedAt;
        _parts[row / PartRows].SetAge(column, row % PartRows, Freshness.Age(observedAt, asOf));
    }

    public void Fail(int column, int row, Exception exception)
    {
        (_faults[column] ??= new Exception?[_rows])[row] = exception;
        _faulty = true;
    }

    public void NameSegment(int row, string? name)
    {
        (_names[row], _named[row]) = (name, _profile.PlaceOf(name));
    }

    public void FailSegment(int row, Exception exception)
    {
        (_segmentFaults ??= new Exception?[_rows])[row] = exception;
        _faulty = true;
    }

    public void Override(int row, ScoreOverride? decision)
    {
        if (decision is null)
            return;
        (_overrides ??= new ScoreOverride?[_rows])[row] = decision;
        _overridden = true;
    }

    public void FailOverride(int row, Exception exception)
    {
        (_overrideFaults ??= new Exception?[_rows])[row] = exception;
        _faulty = true;
    }

    public ScoreOverride? OverrideOf(int row) => _overrides?[row];

    public Exception? OverrideFault(int row) => _overrideFaults?[row];

    public Exception? SegmentFault(int row) => _segmentFaults?[row];

    /// <summary>The metrics that threw for a customer.</summary>
    public IReadOnlyList<MissingMetric> Faults(int row) => _faulty ? Missing(row, faultsOnly: true)?.AsReadOnly() ?? ReadOnlyCollection<MissingMetric>.Empty : [];

    /// <summary>How many of the first rows have a fault.</summary>
    public int CountFaulty(int count) => _faulty ? Enumerable.Range(0, count).Count(IsFaulty) : 0;

    /// <summary>What was counted since the tally was started anew. A block's own, so that what is never handed over is never counted.</summary>
    public PortfolioTally Tally => _tally ??= new(_profile.Profile);

    /// <summary>Scores as many of the first rows as there is room for scores; coverage and segments only where there is room for them.</summary>
    /// <param name="scorer">Scores a part of the rows.</param>
    /// <param name="scores">Takes the scores.</param>
    /// <param name="tiers">Takes the tiers.</param>
    /// <param name="coverage">Takes the coverages.</param>
    /// <param name="segments">Takes the segments, where the rows are counted or have overrides, or it is not empty.</param>
    /// <param name="counts">Whether the rows are counted in the block's tally.</param>
    /// <param name="weights">The weights to count them with; empty for none.</param>
    public void Score(BlockScorer scorer, Span<double> scores, Span<int> tiers, Span<double> coverage, Span<int> segments, bool counts,
        ReadOnlySpan<double> weights)
    {
        for ((int first, int end) = (0, 0); first < scores.Length; first = end)
        {
            end = Math.Min(first + PartRows, scores.Length);
            scorer.Score(_parts[first / PartRows], _named.Length == 0 ? [] : _named.AsSpan(first..end), scores[first..end], tiers[first..end],
                coverage.IsEmpty ? [] : coverage[first..end], segments.IsEmpty ? [] : segments[first..end], counts ? Tally : null,
                weights.IsEmpty ? [] : weights[first..end]);
        }
        for (int row = 0; row < scores.Length && _overridden; row++)
        {
            if (_overrides![row] is { } decision)
                Pin(decision, segments[row], ref scores[row], ref tiers[row], counts, weights.IsEmpty ? double.NaN : weights[row]);
        }
        for (int row = 0; row < scores.Length && counts && _faulty; row++)
        {
            if (IsFaulty(row))
                Tally.Group(segments[row]).Faulty++;
        }
    }

    /// <summary>Tells a customer's whole story. It keeps a copy of the row, not the block.</summary>
    public HealthScore Explain(int row, DateTimeOffset asOf)
    {
        var values = new double[_faults.Length];
        DateTimeOffset?[]? observed = null;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Measured(i, row).Value ?? double.NaN;
            if (_observed[i]?[row] is { } at)
                (observed ??= new DateTimeOffset?[values.Length])[i] = at;
        }
        var measured = new MeasuredRow(_profile, values, observed, asOf);
        return new(_profile, measured, MissingMetric.WithOutdated(_profile, measured, Missing(row, faultsOnly: false)),
            _names.Length == 0 ? null : _names[row], SegmentFault(row), OverrideOf(row), OverrideFault(row));
    }

    /// <summary>Puts an override in the place of a computed score, also in what was counted.</summary>
    private void Pin(ScoreOverride decision, int segment, ref double score, ref int tier, bool counts, double weight)
    {
        Pin pin = HealthScoring.Pin.Of(decision, _profile.ScorecardOf(segment), score);
        if (counts)
            Tally.Group(segment).Move((score, tier), (pin.Score, pin.Tier), weight);
        (score, tier) = (pin.Score, pin.Tier);
    }

    private bool IsFaulty(int row) => SegmentFault(row) is not null || OverrideFault(row) is not null || _faults.Any(faults => faults?[row] is not null);

    private Measurement Measured(int column, int row)
    {
        return _parts[row / PartRows].Measured(column, row % PartRows);
    }

    private List<MissingMetric>? Missing(int row, bool faultsOnly)
    {
        List<MissingMetric>? missing = null;
        for (int i = 0; i < _faults.Length; i++)
        {
            if (_faults[i]?[row] is { } fault)
                (missing ??= []).Add(new(_profile.Columns[i], MissingReason.Fault, fault));
            else if (!faultsOnly && Measured(i, row).MissingReason is { } reason)
                (missing ??= []).Add(new(_profile.Columns[i], reason, exception: null));
        }
        return missing;
    }
}
