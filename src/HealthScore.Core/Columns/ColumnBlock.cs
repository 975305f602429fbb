using System.Runtime.CompilerServices;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>
/// The raw values of a block of rows, one column per metric, up to a whole number of vectors: after the last row come missing values.
/// Columns in arrays are read where they are; all others, and those to judge, are copied into the block's own memory. Behind the metrics'
/// columns come the freshness columns: how much each value of a metric that fades counts, 0 to 1, and 0 where it is missing.
/// </summary>
internal sealed class ColumnBlock
{
    private readonly ColumnSource[] _sources;
    private readonly double[] _own;
    private readonly double[] _ages;
    private readonly FreshnessStep[] _fading;
    private readonly int[] _fadingOf;
    private readonly int[] _judged;
    private readonly AcceptanceStep?[] _accepting;
    private readonly int _stride;
    private readonly LabelCodes[] _labels;
    private readonly int _firstLabel;
    private readonly double[][] _codes;

    public ColumnBlock(Plan plan, int mostRows)
    {
        _stride = ColumnKernel.StrideOf(mostRows);
        (_labels, _firstLabel) = (plan.Labels, plan.FirstLabel);
        _codes = [.. _labels.Select(_ => Array.Empty<double>())];
        _fading = FreshnessStep.Of(plan);
        _fadingOf = [.. plan.Columns.Select(_ => -1)];
        for (int i = 0; i < _fading.Length; i++)
            _fadingOf[_fading[i].Column] = i;
        _judged = plan.Judged;
        _accepting = [.. plan.Columns.Select((_, column) => AcceptanceStep.Of(plan, column))];
        // What is measured, then the freshness, and last the values that count: those measured are kept for the full result of a customer.
        _own = new double[(plan.Columns.Length + _fading.Length + _judged.Length) * _stride];
        _ages = new double[_fading.Length * _stride];
        _sources = new ColumnSource[plan.Columns.Length + _fading.Length];
        Release();
    }

    /// <summary>The metrics' columns and the freshness columns.</summary>
    public ReadOnlySpan<ColumnSource> Sources => _sources;

    /// <summary>How many rows fill whole vectors.</summary>
    public static int Padded(int rows) => (rows + ColumnKernel.Lanes - 1) / ColumnKernel.Lanes * ColumnKernel.Lanes;

    /// <summary>Where a column begins in the block's own memory.</summary>
    public static int StartOf(int column, int mostRows) => column * ColumnKernel.StrideOf(mostRows);

    /// <summary>The own memory of several columns for some rows, to write to; what fills the last vector is set to missing.</summary>
    /// <param name="starts">Where each column begins, or the complement of where it does in the spare memory.</param>
    /// <param name="spare">Memory for columns that the block does not have.</param>
    /// <param name="rows">How many rows.</param>
    public MetricValues Own(ReadOnlySpan<int> starts, Span<double> spare, int rows)
    {
        foreach (int start in starts)
        {
            if (start >= 0)
                _own.AsSpan(start + rows, Padded(rows) - rows).Fill(double.NaN);
        }
        return new(_own, spare, starts, rows);
    }

    /// <summary>A column's own memory for some rows, to write to; what fills the last vector is set to missing.</summary>
    public Span<double> Own(int column, int rows)
    {
        Span<double> values = _own.AsSpan(column * _stride, Padded(rows));
        values[rows..].Fill(double.NaN);
        return values[..rows];
    }

    /// <summary>A value of a column's own memory as it was measured.</summary>
    public double Measured(int column, int row) => _own[column * _stride + row];

    /// <summary>Says how old a value is, in days; NaN where it is not known. Nothing happens where the column does not fade.</summary>
    public void SetAge(int column, int row, double age)
    {
        if (_fadingOf[column] is >= 0 and var fading)
            _ages[fading * _stride + row] = age;
    }

    /// <summary>Judges the values of the first rows.</summary>
    public void Judge(int rows)
    {
        foreach (int column in _judged)
        {
            ref double measured = ref _own[column * _stride], values = ref _sources[column].At(0);
            if (_accepting[column] is { } accepting)
            {
                accepting.Judge(ref measured, Padded(rows), ref values);
                measured = ref values;
            }
            if (_fadingOf[column] is >= 0 and var fading)
            {
                ref double freshness = ref _sources[_fading[fading].FreshnessColumn].At(0);
                _fading[fading].Judge(ref measured, ref _ages[fading * _stride], Padded(rows), ref values, ref freshness);
            }
        }
    }

    /// <summary>Copies a row as it was judged.</summary>
    /// <param name="row">Which.</param>
    /// <param name="values">Takes the values that count, NaN for what is missing.</param>
    /// <param name="freshness">Takes how much each value counts; empty where nothing fades.</param>
    public void CopyRow(int row, Span<double> values, Span<double> freshness)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = _sources[i].At(row);
            values[i] = double.IsFinite(value) ? value : double.NaN;
            if (!freshness.IsEmpty)
                freshness[i] = _fadingOf[i] >= 0 ? _sources[_fading[_fadingOf[i]].FreshnessColumn].At(row) : double.IsNaN(values[i]) ? 0 : 1;
        }
    }

    /// <summary>Looks up what the texts of the labels stand for, before the columns are viewed.</summary>
    public void Translate(ReadOnlySpan<MetricColumn> columns)
    {
        for (int i = 0; i < _labels.Length; i++)
        {
            ReadOnlySpan<string?> texts = columns[_firstLabel + i].Texts.Span;
            if (_codes[i].Length < texts.Length)
                _codes[i] = new double[texts.Length];
            for (int j = 0; j < texts.Length; j++)
                _codes[i][j] = _labels[i].Of(texts[j]);
        }
    }

    /// <summary>Takes some rows of columns, in place where they can be.</summary>
    public void View(ReadOnlySpan<MetricColumn> columns, int start, int rows)
    {
        foreach (int column in _judged)
            columns[column].CopyTo(start, Own(column, rows));
        for (int i = 0; i < _fading.Length; i++)
            columns[_fading[i].Column].CopyAgesTo(start, _ages.AsSpan(i * _stride, rows));
        for (int i = 0; i < _labels.Length; i++)
        {
            ReadOnlySpan<int> codes = columns[_firstLabel + i].Codes.Slice(start, rows);
            Span<double> target = Own(_firstLabel + i, rows);
            // The host can have put another code here since all were checked.
            for (int row = 0; row < rows; row++)
                target[row] = codes[row] is var code && (uint)code < (uint)_codes[i].Length ? _codes[i][code] : double.NaN;
        }
        for (int i = 0; i < _firstLabel; i++)
        {
            if (_fadingOf[i] >= 0 || _accepting[i] is not null)
                continue;
            if (rows != Padded(rows) || !columns[i].TryView(start, rows, out _sources[i]))
            {
                columns[i].CopyTo(start, Own(i, rows));
                _sources[i] = new(_own, i * _stride);
            }
        }
    }

    /// <summary>Takes the given rows of another block, in that order.</summary>
    public void Gather(ReadOnlySpan<ColumnSource> sources, ReadOnlySpan<int> columns, ReadOnlySpan<int> rows)
    {
        foreach (int column in columns)
        {
            ref double source = ref sources[column].At(0);
            // Where this block's own column is read, which is not where it is measured if it is judged.
            Span<double> own = _own.AsSpan(_sources[column].First, Padded(rows.Length));
            own[rows.Length..].Fill(double.NaN);
            for (int i = 0; i < rows.Length; i++)
            {
                own[i] = Unsafe.Add(ref source, rows[i]);
                ColumnSource.Prefetch(ref source, (nuint)(rows[i] + ColumnKernel.MostRows));
            }
        }
    }

    /// <summary>Lets go of the host's arrays.</summary>
    public void Release()
    {
        for (int i = 0; i < _sources.Length; i++)
            _sources[i] = new(_own, i * _stride);
        for (int i = 0; i < _judged.Length; i++)
            _sources[_judged[i]] = new(_own, (_sources.Length + i) * _stride);
    }
}
