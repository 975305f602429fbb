namespace HealthScoring.Scoring;

/// <summary>
/// One metric's raw values for many customers, one after the other, as Arrow, Parquet or a database hands them. NaN and infinities are
/// missing. Single precision is storage only: it is computed with in double precision.
/// </summary>
/// <remarks>A view: it copies nothing, and must not be written to while it is scored.</remarks>
public readonly struct MetricColumn
{
    private readonly ReadOnlyMemory<double> _doubles;
    private readonly ReadOnlyMemory<float> _floats;

    /// <summary>Views values in double precision.</summary>
    /// <param name="values">The values.</param>
    public MetricColumn(ReadOnlyMemory<double> values) => _doubles = values;

    /// <summary>Views values in single precision.</summary>
    /// <param name="values">The values.</param>
    public MetricColumn(ReadOnlyMemory<float> values) => _floats = values;

    /// <summary>How many values there are.</summary>
    public int Length => _doubles.Length + _floats.Length;

    /// <summary>Views values in double precision.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator MetricColumn(double[] values) => new((ReadOnlyMemory<double>)values);

    /// <summary>Views values in single precision.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator MetricColumn(float[] values) => new((ReadOnlyMemory<float>)values);

    /// <summary>Views values in double precision.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator MetricColumn(ReadOnlyMemory<double> values) => new(values);

    /// <summary>Views values in single precision.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator MetricColumn(ReadOnlyMemory<float> values) => new(values);

    internal bool Overlaps(ReadOnlySpan<double> span) => _doubles.Span.Overlaps(span);

    /// <summary>The values of some rows: in place where they need no change, otherwise in the buffer, filled up with missing ones.</summary>
    internal ReadOnlySpan<double> Read(int start, int count, Span<double> buffer)
    {
        if (_floats.IsEmpty && count == buffer.Length)
            return _doubles.Span.Slice(start, count);
        if (_floats.IsEmpty)
            _doubles.Span.Slice(start, count).CopyTo(buffer);
        else
            Widen(_floats.Span.Slice(start, count), buffer);
        buffer[count..].Fill(double.NaN);
        return buffer;
    }

    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        for (int i = 0; i < source.Length; i++)
            target[i] = source[i];
    }
}
