using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>Hands the columns of a book to a scorer, row by row: what the profile asks for and the book does not have is missing.</summary>
internal sealed class RowReader
{
    /// <summary>How many rows are loaded at a time.</summary>
    public const int BlockRows = 4096;

    private readonly ColumnScorer _scorer;
    private readonly BookRows _rows;
    private readonly MetricColumn?[] _columns;
    private readonly double[][] _codes;
    private readonly int[] _segments;
    private readonly double[][] _values;
    private readonly double[][] _ages;
    private readonly double[] _row;
    private readonly double[] _rowAges;
    private int _start;

    /// <summary>Finds the columns that the scorer's profile asks for.</summary>
    public RowReader(ColumnScorer scorer, BookRows rows)
    {
        (_scorer, _rows) = (scorer, rows);
        HashSet<string> labels = [.. scorer.Profile.Labels];
        _columns = [.. scorer.Columns.Select(name =>
            (labels.Contains(name) ? rows.Values.Labels : rows.Values.Numbers).TryGetValue(name, out MetricColumn column)
                ? column : (MetricColumn?)null)];
        _codes = [.. scorer.Columns.Select((name, i) => _columns[i] is { IsLabel: true } column
            ? column.Texts.ToArray().Select(text => scorer.LabelCode(name, text)).ToArray() : [])];
        string[] segments = [.. scorer.Profile.Segments.Select(segment => segment.Name)];
        _segments = [.. rows.Segments.Texts.ToArray().Select(text => Array.IndexOf(segments, text))];
        _values = [.. _columns.Select(_ => ScoredRows.Filled(BlockRows, double.NaN))];
        _ages = [.. _columns.Select(_ => ScoredRows.Filled(BlockRows, double.NaN))];
        (_row, _rowAges) = (new double[_columns.Length], new double[_columns.Length]);
    }

    /// <summary>The columns that the profile asks for.</summary>
    public IReadOnlyList<string> Columns => _scorer.Columns;

    /// <summary>Loads rows of all columns.</summary>
    public void Load(int start, int rows)
    {
        _start = start;
        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is not { } column)
                continue;
            Span<double> values = _values[i].AsSpan(0, rows);
            if (column.IsLabel)
            {
                ReadOnlySpan<int> codes = column.Codes.Slice(start, rows);
                for (int row = 0; row < rows; row++)
                    values[row] = (uint)codes[row] < (uint)_codes[i].Length ? _codes[i][codes[row]] : double.NaN;
                continue;
            }
            column.CopyTo(start, values);
            if (column.HasAges)
                column.CopyAgesTo(start, _ages[i].AsSpan(0, rows));
        }
    }

    /// <summary>Scores a loaded row.</summary>
    public RowScore Score(int row, double[] added, double[] lost, double[] guardrailChanges)
    {
        for (int i = 0; i < _row.Length; i++)
            (_row[i], _rowAges[i]) = (_values[i][row], _ages[i][row]);
        int named = _rows.Segments.Length == 0 ? -1 : Segment(_rows.Segments.Codes[_start + row]);
        return _scorer.ScoreRow(_row, added, lost, named, _rowAges, guardrailChanges);
    }

    private int Segment(int code) => (uint)code < (uint)_segments.Length ? _segments[code] : -1;
}
