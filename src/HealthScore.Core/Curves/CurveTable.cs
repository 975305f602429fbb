using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Curves;

/// <summary>
/// A curve laid out for vectors: one raw value a lane, the piece it lies on found by counting the knots at or below it, and the piece's
/// numbers picked from tables. The same operations in the same order as for a single value, and so the same bits, whatever the width.
/// </summary>
internal sealed class CurveTable
{
    // Two vectors of table entries: the flat piece left of the first knot, and one piece from each knot on.
    private const int MostKnots = 15;
    private const int Entries = 16;
    private const int Lanes = 8;

    private readonly double[] _knots;
    private readonly double[] _start = new double[Entries];
    private readonly double[] _points = new double[Entries];
    private readonly double[] _slope = new double[Entries];
    private readonly double[] _end = new double[Entries];

    private CurveTable(ReadOnlySpan<Knot> knots, ReadOnlySpan<double> slopes)
    {
        _knots = new double[knots.Length];
        (_start[0], _points[0], _end[0]) = (knots[0].X, knots[0].Points, knots[0].Points);
        for (int i = 0; i < knots.Length; i++)
        {
            bool last = i == knots.Length - 1;
            _knots[i] = knots[i].X;
            _start[i + 1] = knots[i].X;
            _points[i + 1] = knots[i].Points;
            _slope[i + 1] = last ? 0 : slopes[i];
            _end[i + 1] = knots[last ? i : i + 1].Points;
        }
    }

    /// <summary>The table of a curve, or null where it has too many knots for one.</summary>
    public static CurveTable? Of(ReadOnlySpan<Knot> knots, ReadOnlySpan<double> slopes) =>
        knots.Length <= MostKnots ? new(knots, slopes) : null;

    /// <summary>Turns as many values as fill whole vectors into points, and returns how many.</summary>
    public int Evaluate(ReadOnlySpan<double> values, Span<double> points)
    {
        int whole = values.Length - values.Length % Lanes;
        ref double source = ref MemoryMarshal.GetReference(values);
        ref double target = ref MemoryMarshal.GetReference(points);
        if (_knots.Length == 2 && _knots[0] < _knots[1])
            Line(ref source, ref target, (nuint)whole);
        else if (_knots.Length < Lanes)
            Pieces(ref source, ref target, (nuint)whole);
        else
            ManyPieces(ref source, ref target, (nuint)whole);
        return whole;
    }

    /// <summary>One line and two flat ends: nothing to look up.</summary>
    private void Line(ref double source, ref double target, nuint count)
    {
        Vector512<double> first = Vector512.Create(_knots[0]), last = Vector512.Create(_knots[1]);
        Vector512<double> y0 = Vector512.Create(_points[1]), end = Vector512.Create(_end[1]), slope = Vector512.Create(_slope[1]);
        bool rises = _points[1] <= _end[1];
        for (nuint i = 0; i < count; i += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref source, i);
            Vector512<double> y = y0 + (Vector512.MaxNative(value, first) - first) * slope;
            y = rises ? Vector512.MinNative(y, end) : Vector512.MaxNative(y, end);
            y = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, last), end, y);
            (y + (value - value)).StoreUnsafe(ref target, i);
        }
    }

    private void Pieces(ref double source, ref double target, nuint count)
    {
        Vector512<double> first = Vector512.Create(_knots[0]), last = Vector512.Create(_knots[^1]);
        Vector512<double> starts = Vector512.LoadUnsafe(ref _start[0]), points = Vector512.LoadUnsafe(ref _points[0]);
        Vector512<double> slopes = Vector512.LoadUnsafe(ref _slope[0]), ends = Vector512.LoadUnsafe(ref _end[0]);
        ReadOnlySpan<double> knots = _knots;
        for (nuint i = 0; i < count; i += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref source, i);
            Vector512<long> piece = PieceOf(knots, value);
            Y(value, first, last, Vector512.ShuffleNative(starts, piece), Vector512.ShuffleNative(points, piece),
                Vector512.ShuffleNative(slopes, piece), Vector512.ShuffleNative(ends, piece)).StoreUnsafe(ref target, i);
        }
    }

    private void ManyPieces(ref double source, ref double target, nuint count)
    {
        Vector512<double> first = Vector512.Create(_knots[0]), last = Vector512.Create(_knots[^1]);
        ReadOnlySpan<double> knots = _knots;
        for (nuint i = 0; i < count; i += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref source, i);
            Vector512<long> piece = PieceOf(knots, value);
            Y(value, first, last, Pick(_start, piece), Pick(_points, piece), Pick(_slope, piece), Pick(_end, piece)).StoreUnsafe(ref target, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Y(
        Vector512<double> value, Vector512<double> first, Vector512<double> last, Vector512<double> start, Vector512<double> y0,
        Vector512<double> slope, Vector512<double> end)
    {
        // Beyond the ends the flat pieces hold; the distance is kept from overflowing there.
        Vector512<double> within = Vector512.MinNative(Vector512.MaxNative(value, first), last);
        Vector512<double> y = y0 + (within - start) * slope;
        // The line starts exactly at y0 and moves toward the end: only there can rounding overshoot.
        y = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(y0, end), Vector512.MinNative(y, end), Vector512.MaxNative(y, end));
        // NaN for what is missing: NaN itself, and an infinity, whose difference from itself is NaN.
        return y + (value - value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> PieceOf(ReadOnlySpan<double> knots, Vector512<double> value)
    {
        Vector512<long> count = Vector512<long>.Zero;
        // A lane that holds is -1.
        foreach (double knot in knots)
            count -= Vector512.GreaterThanOrEqual(value, Vector512.Create(knot)).AsInt64();
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pick(double[] table, Vector512<long> piece)
    {
        Vector512<long> second = piece - Vector512.Create((long)Lanes);
        Vector512<double> low = Vector512.ShuffleNative(Vector512.LoadUnsafe(ref table[0]), piece & Vector512.Create(Lanes - 1L));
        Vector512<double> high = Vector512.ShuffleNative(Vector512.LoadUnsafe(ref table[Lanes]), second & Vector512.Create(Lanes - 1L));
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(second, Vector512<long>.Zero).AsDouble(), high, low);
    }
}
