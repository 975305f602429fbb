using System.Runtime.InteropServices;

namespace HealthScoring.Columns;

/// <summary>
/// One metric's raw values for many customers, one after the other, as Arrow, Parquet or a database hands them. NaN and infinities are
/// missing. Single precision is storage only: it is computed with in double precision.
/// </summary>
/// <remarks>A view: it copies nothing, and must not be written to while it is scored.</remarks>
public readonly struct MetricColumn
{
    private readonly ReadOnlyMemory<double> _doubles;
    private readonly ReadOnlyMemory<float> _floats;
    private readonly ReadOnlyMemory<double> _ages;
    private readonly ReadOnlyMemory<int> _codes;

    /// <summary>Views values in double precision.</summary>
    /// <param name="values">The values.</param>
    public MetricColumn(ReadOnlyMemory<double> values) => _doubles = values;

    /// <summary>Views values in single precision.</summary>
    /// <param name="values">The values.</param>
    public MetricColumn(ReadOnlyMemory<float> values) => _floats = values;

    private MetricColumn(ReadOnlyMemory<int> codes, ReadOnlyMemory<string?> texts) => (_codes, Texts, IsLabel) = (codes, texts, true);

    private MetricColumn(ReadOnlyMemory<double> doubles, ReadOnlyMemory<float> floats, ReadOnlyMemory<double> ages) =>
        (_doubles, _floats, _ages) = (doubles, floats, ages);

    /// <summary>How many values there are.</summary>
    public int Length => _doubles.Length + _floats.Length + _codes.Length;

    /// <summary>Whether these are the texts of a label.</summary>
    public bool IsLabel { get; }

    /// <summary>The texts that the codes of a label stand for; empty for numbers.</summary>
    public ReadOnlyMemory<string?> Texts { get; }

    /// <summary>The index of each customer's text, negative where it is missing; empty for numbers.</summary>
    public ReadOnlySpan<int> Codes => _codes.Span;

    /// <summary>Whether the column says how old its values are.</summary>
    public bool HasAges => !_ages.IsEmpty || Length == 0;

    /// <summary>Views the texts of a label, each given by its index in a list of the texts there are, as a dictionary-coded column is.</summary>
    /// <param name="codes">The index of each customer's text; negative where it is missing.</param>
    /// <param name="texts">The texts; <see langword="null"/> is missing.</param>
    /// <returns>The column.</returns>
    public static MetricColumn OfLabels(ReadOnlyMemory<int> codes, ReadOnlyMemory<string?> texts) => new(codes, texts);

    /// <summary>
    /// Adds how old each value is, for a metric that the profile lets fade: what is not known (NaN), not yet observed (negative) or stale counts
    /// as missing.
    /// </summary>
    /// <param name="days">
    /// The ages in days of 24 hours as of the time the scores are for, as many as there are values: the ticks of 100 nanoseconds since the
    /// observation, divided by 864,000,000,000.
    /// </param>
    /// <returns>The same column with ages; a column of labels as it is, because they do not fade.</returns>
    /// <exception cref="ArgumentException"><paramref name="days"/> has another length.</exception>
    public MetricColumn WithAges(ReadOnlyMemory<double> days)
    {
        if (IsLabel)
            return this;
        if (days.Length != Length)
            throw new ArgumentException($"There are {Length} values and {days.Length} ages.", nameof(days));
        return new(_doubles, _floats, days);
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="length">How many rows.</param>
    /// <returns>A view of these rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column has no such rows.</exception>
    public MetricColumn Slice(int start, int length) => IsLabel ? new(_codes.Slice(start, length), Texts) : new(
        _floats.IsEmpty ? _doubles.Slice(start, length) : default,
        _floats.IsEmpty ? default : _floats.Slice(start, length), _ages.IsEmpty ? default : _ages.Slice(start, length));

    /// <summary>Views values in double precision.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    public static implicit operator MetricColumn(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new((ReadOnlyMemory<double>)values);
    }

    /// <summary>Views values in single precision.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    public static implicit operator MetricColumn(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new((ReadOnlyMemory<float>)values);
    }

    /// <summary>Views values in double precision.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator MetricColumn(ReadOnlyMemory<double> values) => new(values);

    /// <summary>Views values in single precision.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator MetricColumn(ReadOnlyMemory<float> values) => new(values);

    internal bool Overlaps(Span<double> scores, Span<int> tiers, Span<double> coverage, Span<int> segments) =>
        OutputCheck.Overlaps(_codes.Span, scores, tiers, coverage, segments) ||
        OutputCheck.Overlaps(_doubles.Span, scores, tiers, coverage, segments)
        || OutputCheck.Overlaps(_floats.Span, scores, tiers, coverage, segments)
        || OutputCheck.Overlaps(_ages.Span, scores, tiers, coverage, segments);

    /// <summary>Where some rows' values lie in an array of doubles, if they do.</summary>
    internal bool TryView(int start, int rows, out ColumnSource source)
    {
        // The host can have put a shorter column here since the lengths were checked, and nothing checks what is read from a source.
        bool isArray = MemoryMarshal.TryGetArray(_doubles, out ArraySegment<double> array) && array.Count - start >= rows;
        source = isArray ? new(array.Array!, array.Offset + start) : default;
        return isArray;
    }

    /// <summary>Copies values from some row on, in double precision.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="target">Takes the values, as many as it has room for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column has no such rows, or has the texts of a label.</exception>
    public void CopyTo(int start, Span<double> target)
    {
        if (_floats.IsEmpty)
            _doubles.Span.Slice(start, target.Length).CopyTo(target);
        else
            Widen(_floats.Span.Slice(start, target.Length), target);
    }

    /// <summary>Copies ages from some row on, in days.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="target">Takes the ages, as many as it has room for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column has no such rows, or no ages.</exception>
    public void CopyAgesTo(int start, Span<double> target) => _ages.Span.Slice(start, target.Length).CopyTo(target);

    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        for (int i = 0; i < source.Length; i++)
            target[i] = source[i];
    }
}
