namespace HealthScoring.Scoring;

/// <summary>
/// The raw values of a block of rows, a column a metric, up to a whole number of vectors: after the last row come missing values. Columns in
/// arrays are read where they are; all others are copied into the block's own memory.
/// </summary>
internal sealed class ColumnBlock
{
    /// <summary>So many rows of a dozen columns stay in the second-level cache.</summary>
    public const int MostRows = ColumnKernel.MostRows;

    private const int Stride = ColumnKernel.Stride;

    private readonly ColumnSource[] _sources;
    private readonly double[] _own;

    public ColumnBlock(int columns)
    {
        _sources = new ColumnSource[columns];
        _own = new double[columns * Stride];
        for (int i = 0; i < columns; i++)
            _sources[i] = new(_own, i * Stride);
    }

    public ReadOnlySpan<ColumnSource> Sources => _sources;

    /// <summary>How many rows fill whole vectors.</summary>
    public static int Padded(int rows) => (rows + ColumnKernel.Lanes - 1) / ColumnKernel.Lanes * ColumnKernel.Lanes;

    /// <summary>A column's own memory for some rows, to write to; what fills the last vector is set to missing.</summary>
    public Span<double> Own(int column, int rows)
    {
        Span<double> values = _own.AsSpan(column * Stride, Padded(rows));
        values[rows..].Fill(double.NaN);
        return values[..rows];
    }

    /// <summary>Takes some rows of columns, in place where they can be.</summary>
    public void View(ReadOnlySpan<MetricColumn> columns, int start, int rows)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (rows != Padded(rows) || !columns[i].TryView(start, out _sources[i]))
            {
                columns[i].CopyTo(start, Own(i, rows));
                _sources[i] = new(_own, i * Stride);
            }
        }
    }

    /// <summary>Takes the given rows of another block, in that order.</summary>
    public void Gather(ReadOnlySpan<ColumnSource> sources, ReadOnlySpan<int> columns, ReadOnlySpan<int> rows)
    {
        foreach (int column in columns)
        {
            ReadOnlySpan<double> source = sources[column].Values.AsSpan(sources[column].First);
            Span<double> own = Own(column, rows.Length);
            for (int i = 0; i < rows.Length && i < own.Length; i++)
                own[i] = source[rows[i]];
        }
    }

    /// <summary>Lets go of the host's arrays.</summary>
    public void Release()
    {
        for (int i = 0; i < _sources.Length; i++)
            _sources[i] = new(_own, i * Stride);
    }
}
