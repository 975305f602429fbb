using System.Runtime.CompilerServices;

namespace HealthScoring.Columns;

/// <summary>
/// The raw values of a block of rows, a column a metric, up to a whole number of vectors: after the last row come missing values. Columns in
/// arrays are read where they are; all others are copied into the block's own memory.
/// </summary>
internal sealed class ColumnBlock
{
    private readonly ColumnSource[] _sources;
    private readonly double[] _own;
    private readonly int _stride;

    public ColumnBlock(int columns, int mostRows)
    {
        _stride = ColumnKernel.StrideOf(mostRows);
        _sources = new ColumnSource[columns];
        _own = new double[columns * _stride];
        Release();
    }

    public ReadOnlySpan<ColumnSource> Sources => _sources;

    /// <summary>How many rows fill whole vectors.</summary>
    public static int Padded(int rows) => (rows + ColumnKernel.Lanes - 1) / ColumnKernel.Lanes * ColumnKernel.Lanes;

    /// <summary>A column's own memory for some rows, to write to; what fills the last vector is set to missing.</summary>
    public Span<double> Own(int column, int rows)
    {
        Span<double> values = _own.AsSpan(column * _stride, Padded(rows));
        values[rows..].Fill(double.NaN);
        return values[..rows];
    }

    /// <summary>Takes some rows of columns, in place where they can be.</summary>
    public void View(ReadOnlySpan<MetricColumn> columns, int start, int rows)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (rows != Padded(rows) || !columns[i].TryView(start, rows, out _sources[i]))
            {
                columns[i].CopyTo(start, Own(i, rows));
                _sources[i] = new(_own, i * _stride);
            }
        }
    }

    /// <summary>Takes the given rows of another block of at most so many rows, in that order.</summary>
    public void Gather(ReadOnlySpan<ColumnSource> sources, ReadOnlySpan<int> columns, ReadOnlySpan<int> rows, int mostRows)
    {
        foreach (int column in columns)
        {
            ref double source = ref sources[column].At(0);
            Span<double> own = Own(column, rows.Length);
            for (int i = 0; i < rows.Length; i++)
            {
                own[i] = Unsafe.Add(ref source, rows[i]);
                ColumnSource.Prefetch(ref source, (nuint)(rows[i] + mostRows));
            }
        }
    }

    /// <summary>Lets go of the host's arrays.</summary>
    public void Release()
    {
        for (int i = 0; i < _sources.Length; i++)
            _sources[i] = new(_own, i * _stride);
    }
}
