using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HealthScoring.Columns;

/// <summary>
/// A curve laid out for vectors, one raw value per lane: the same bits as <see cref="Curve.Evaluate"/>, whatever the width. Where the clamp
/// of a line to its knots changes bits, that stretch is a flat piece of its own, so no piece needs a clamp here.
/// </summary>
internal sealed class CurveTable
{
    private const int Lanes = ColumnKernel.Lanes;
    private const int HalfLanes = Lanes / 2;

    // Far enough for memory to answer, and near enough to be still in the cache then.
    private const nuint Ahead = 512;

    // Up to here two operations per threshold are fewer than a search.
    private const int MostBands = 8;

    // Pieces are searched in groups of eight, or of sixteen where there are more. Each comparison with a threshold, first with the middle one,
    // finds one bit of a piece's index, the lowest first: so the index found until then is where the next threshold stands. A group holds
    // the thresholds of each comparison, then the starts, offsets and slopes of its lines by index, and last where the group starts, and the
    // least and the most value that is not as good as its end. Without AVX-512 the thresholds and the lines are in order.
    private readonly int _bits;
    private readonly Form _form;
    private readonly int _count;
    private readonly int _pieces;
    private readonly AlignedMemory _table;

    public CurveTable(Curve curve)
    {
        Piece[] pieces = [.. curve.Pieces()];
        if (pieces.Length <= MostBands && pieces.All(piece => piece.Slope == 0))
        {
            _form = Form.Bands;
            _count = pieces.Length;
            _table = Aligned([.. pieces.SelectMany(piece => new[] { piece.From, piece.Offset })]);
            return;
        }
        // A flat end is no piece where the next one's line reaches it exactly: a value beyond counts as the end itself.
        (double least, double most) = (double.MinValue, double.MaxValue);
        if (pieces is [{ } first, { } second, ..] && second.At(second.From) == first.Offset)
            (least, pieces) = (second.From, pieces[1..]);
        if (pieces is [.., { } beforeLast, { Slope: 0 } last] && beforeLast.At(last.From) == last.Offset)
            (most, pieces) = (last.From, pieces[..^1]);
        _pieces = pieces.Length;
        _bits = pieces.Length <= Lanes ? 3 : 4;
        _form = pieces.Length == 1 ? Form.Line : Form.Pieces;
        _count = (pieces.Length - 1 >> _bits) + 1;
        _table = Aligned(_form == Form.Line
            ? [least, most, pieces[0].Offset, pieces[0].Slope]
            : [.. pieces.Chunk(1 << _bits).SelectMany(chunk => GroupOf(chunk, least, most))]);
    }

    private enum Form
    {
        Line,
        Bands,
        Pieces,
    }

    // The first comparison has one threshold only. Behind it is a zero to start from: one that the compiler knows would be made a vector by a
    // mask, and that waits for the vector before.
    private const int Zero = 1;

    private int Starts => _bits * Lanes;

    private int Offsets => Starts + (1 << _bits);

    private int Slopes => Offsets + (1 << _bits);

    private int From => Slopes + (1 << _bits);

    private int GroupSize => From + Lanes;

    /// <summary>Turns raw values into points.</summary>
    /// <param name="values">The first raw value.</param>
    /// <param name="points">Takes the points; NaN for NaN and infinities.</param>
    /// <param name="count">How many values, a multiple of eight.</param>
    public void Evaluate(ref double values, ref double points, nuint count)
    {
        ref double table = ref _table.Span[0];
        if (_form == Form.Line)
            OnLine(ref table, ref values, ref points, count);
        else if (_form == Form.Bands)
            OnBands(ref table, _count, ref values, ref points, count);
        else if (Avx512F.IsSupported && _bits == 3)
            OnEightPieces(ref table, ref values, ref points, count);
        else if (Avx512F.IsSupported)
            OnSixteenPieces(ref table, ref values, ref points, count);
        else if (Avx2.IsSupported && _bits == 3)
            OnEightPiecesByCount(ref table, ref values, ref points, count);
        else if (Avx2.IsSupported)
            OnSixteenPiecesByCount(ref table, ref values, ref points, count);
        else
            OnPieces(ref table, ref values, ref points, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OnLine(ref double table, ref double values, ref double points, nuint count)
    {
        Vector512<double> from = All(ref table, 0), to = All(ref table, 1), offset = All(ref table, 2), slope = All(ref table, 3);
        for (nuint i = 0; i < count; i += Lanes)
        {
            Vector512<double> value = Read(ref values, i);
            Vector512<double> within = Vector512.MinNative(Vector512.MaxNative(value, from), to);
            (OrMissing(value, offset) + (within - from) * slope).StoreUnsafe(ref points, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OnBands(ref double table, int bands, ref double values, ref double points, nuint count)
    {
        for (nuint i = 0; i < count; i += Lanes)
        {
            Vector512<double> value = Read(ref values, i), result = All(ref table, 1);
            ref double band = ref table;
            for (int left = bands - 1; left > 0; left--)
            {
                band = ref Unsafe.Add(ref band, 2);
                result = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, All(ref band, 0)), All(ref band, 1), result);
            }
            OrMissing(value, result).StoreUnsafe(ref points, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void OnEightPieces(ref double table, ref double values, ref double points, nuint count)
    {
        Vector512<long> zero = All(ref table, Zero).AsInt64();
        Vector512<double> middle = All(ref table, 0), lower = All(ref table, Lanes), upper = All(ref table, Lanes + 1);
        Vector512<double> third = LoadPart(ref table, 2 * Lanes);
        Vector512<double> starts = LoadPart(ref table, Starts), offsets = LoadPart(ref table, Offsets), slopes = LoadPart(ref table, Slopes);
        Vector512<double> least = All(ref table, From + 1), most = All(ref table, From + 2);
        for (nuint i = 0; i < count; i += Lanes)
        {
            Vector512<double> raw = Read(ref values, i), value = Vector512.MinNative(Vector512.MaxNative(raw, least), most);
            // Two numbers need no permutation, and none waits for the index then.
            Vector512<double> second = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, middle), upper, lower);
            Vector512<long> index = First(middle, value, zero);
            index = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, second).AsInt64(), index + Vector512.Create(2L), index);
            index = Next(third, value, index, 4);
            Vector512<double> start = Avx512F.PermuteVar8x64(starts, index), slope = Avx512F.PermuteVar8x64(slopes, index);
            Vector512<double> offset = Avx512F.PermuteVar8x64(offsets, index);
            (OrMissing(raw, offset) + (value - start) * slope).StoreUnsafe(ref points, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void OnSixteenPieces(ref double table, ref double values, ref double points, nuint count)
    {
        for (int group = 0; group < _count; group++, table = ref Unsafe.Add(ref table, GroupSize))
        {
            Vector512<long> zero = All(ref table, Zero).AsInt64();
            Vector512<double> middle = All(ref table, 0), second = LoadPart(ref table, Lanes);
            Vector512<double> third = LoadPart(ref table, 2 * Lanes), fourth = LoadPart(ref table, 3 * Lanes);
            Vector512<double> starts = LoadPart(ref table, Starts), starts2 = LoadPart(ref table, Starts + Lanes);
            Vector512<double> offsets = LoadPart(ref table, Offsets), offsets2 = LoadPart(ref table, Offsets + Lanes);
            Vector512<double> slopes = LoadPart(ref table, Slopes), slopes2 = LoadPart(ref table, Slopes + Lanes);
            Vector512<double> from = All(ref table, From), least = All(ref table, From + 1), most = All(ref table, From + 2);
            for (nuint i = 0; i < count; i += Lanes)
            {
                Vector512<double> raw = Read(ref values, i), value = Vector512.MinNative(Vector512.MaxNative(raw, least), most);
                Vector512<long> index = Next(fourth, value, Next(third, value, Next(second, value, First(middle, value, zero), 2), 4), 8);
                Vector512<double> start = Avx512F.PermuteVar8x64x2(starts, index, starts2);
                Vector512<double> slope = Avx512F.PermuteVar8x64x2(slopes, index, slopes2);
                Vector512<double> offset = Avx512F.PermuteVar8x64x2(offsets, index, offsets2);
                Put(OrMissing(raw, offset) + (value - start) * slope, raw, from, group == 0, ref points, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> First(Vector512<double> middle, Vector512<double> value, Vector512<long> zero) =>
        Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, middle).AsInt64(), Vector512<long>.One, zero);

    /// <summary>One comparison more: adds its bit to the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Next(Vector512<double> thresholds, Vector512<double> value, Vector512<long> index, long bit) =>
        Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(value, Avx512F.PermuteVar8x64(thresholds, index)).AsInt64(),
            index + Vector512.Create(bit), index);

    /// <summary>With four lanes: the thresholds that a value reaches are counted, and that number finds its line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void OnEightPiecesByCount(ref double table, ref double values, ref double points, nuint count)
    {
        (Vector256<double> start, Vector256<double> start2) = LoadHalves(ref table, Starts);
        (Vector256<double> offset, Vector256<double> offset2) = LoadHalves(ref table, Offsets);
        (Vector256<double> slope, Vector256<double> slope2) = LoadHalves(ref table, Slopes);
        for (nuint i = 0; i < count; i += Lanes)
        {
            // Two at a time: neither waits for the other's count.
            (Vector256<double> raw, Vector256<double> value) = ReadHalf(ref table, ref values, i);
            (Vector256<double> raw2, Vector256<double> value2) = ReadHalf(ref table, ref values, i + HalfLanes);
            (Vector256<long> index, Vector256<long> index2) = (Vector256<long>.Zero, Vector256<long>.Zero);
            for (int threshold = 0; threshold < _pieces - 1; threshold++)
            {
                var from = Vector256.Create(Unsafe.Add(ref table, threshold));
                index -= Vector256.GreaterThanOrEqual(value, from).AsInt64();
                index2 -= Vector256.GreaterThanOrEqual(value2, from).AsInt64();
            }
            Line(index, value, raw).StoreUnsafe(ref points, i);
            Line(index2, value2, raw2).StoreUnsafe(ref points, i + HalfLanes);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<double> Line(Vector256<long> index, Vector256<double> value, Vector256<double> raw)
        {
            // Halves of a line's numbers, by their place among the eight halves of four lines; and in the sign, whether the other four have it.
            Vector256<int> halves = ((index << 1 | index << 33) + Vector256.Create(1L << 32)).AsInt32();
            Vector256<double> other = (index << 61).AsDouble();
            return OrMissing(raw, Pick(offset, offset2, halves, other))
                + (value - Pick(start, start2, halves, other)) * Pick(slope, slope2, halves, other);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private unsafe void OnSixteenPiecesByCount(ref double table, ref double values, ref double points, nuint count)
    {
        for (int group = 0; group < _count; group++, table = ref Unsafe.Add(ref table, GroupSize))
        {
            // The table is pinned.
            double* lines = (double*)Unsafe.AsPointer(ref Unsafe.Add(ref table, Starts));
            int thresholds = Math.Min(_pieces - (group << _bits), 1 << _bits) - 1;
            var from = Vector256.Create(Unsafe.Add(ref table, From));
            for (nuint i = 0; i < count; i += HalfLanes)
            {
                (Vector256<double> raw, Vector256<double> value) = ReadHalf(ref table, ref values, i);
                Vector256<long> index = CountReached(ref table, thresholds, value);
                Vector256<double> start = Avx2.GatherVector256(lines, index, sizeof(double));
                Vector256<double> offset = Avx2.GatherVector256(lines + (1 << _bits), index, sizeof(double));
                Vector256<double> slope = Avx2.GatherVector256(lines + (2 << _bits), index, sizeof(double));
                Vector256<double> result = OrMissing(raw, offset) + (value - start) * slope;
                if (group > 0)
                    result = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(raw, from), result, Vector256.LoadUnsafe(ref points, i));
                result.StoreUnsafe(ref points, i);
            }
        }
    }

    /// <summary>Reads four values, as they are and within the ends of the curve.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<double> Raw, Vector256<double> Value) ReadHalf(ref double table, ref double values, nuint i)
    {
        if (i % Lanes == 0)
            ColumnSource.Prefetch(ref values, i + Ahead);
        var raw = Vector256.LoadUnsafe(ref values, i);
        return (raw, Vector256.MinNative(
            Vector256.MaxNative(raw, Vector256.Create(Unsafe.Add(ref table, From + 1))), Vector256.Create(Unsafe.Add(ref table, From + 2))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> CountReached(ref double table, int thresholds, Vector256<double> value)
    {
        Vector256<long> reached = Vector256<long>.Zero;
        for (int threshold = 0; threshold < thresholds; threshold++)
            reached -= Vector256.GreaterThanOrEqual(value, Vector256.Create(Unsafe.Add(ref table, threshold))).AsInt64();
        return reached;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Pick(Vector256<double> first, Vector256<double> second, Vector256<int> halves, Vector256<double> isSecond) =>
        Avx.BlendVariable(
            Avx2.PermuteVar8x32(first.AsInt32(), halves).AsDouble(), Avx2.PermuteVar8x32(second.AsInt32(), halves).AsDouble(), isSecond);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> First, Vector256<double> Second) LoadHalves(ref double table, int index) =>
        (Vector256.LoadUnsafe(ref table, (nuint)index), Vector256.LoadUnsafe(ref table, (nuint)(index + HalfLanes)));

    /// <summary>An offset, or NaN where the value is missing: zero times a number adds nothing, and zero times an infinity is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OrMissing(Vector512<double> value, Vector512<double> offset) =>
        Vector512.MultiplyAddEstimate(value, Vector512<double>.Zero, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OrMissing(Vector256<double> value, Vector256<double> offset) =>
        Vector256.MultiplyAddEstimate(value, Vector256<double>.Zero, offset);

    /// <summary>Without either, a chain of selections finds the same piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void OnPieces(ref double table, ref double values, ref double points, nuint count)
    {
        for (int group = 0; group < _count; group++, table = ref Unsafe.Add(ref table, GroupSize))
        {
            Vector512<double> from = All(ref table, From), least = All(ref table, From + 1), most = All(ref table, From + 2);
            for (nuint i = 0; i < count; i += Lanes)
            {
                Vector512<double> raw = Read(ref values, i), value = Vector512.MinNative(Vector512.MaxNative(raw, least), most);
                Vector512<double> start = All(ref table, Starts), offset = All(ref table, Offsets), slope = All(ref table, Slopes);
                for (int piece = 1; piece < 1 << _bits; piece++)
                {
                    int index = IndexOf(piece);
                    Vector512<double> right = Vector512.GreaterThanOrEqual(value, All(ref table, ThresholdOf(piece)));
                    start = Vector512.ConditionalSelect(right, All(ref table, Starts + index), start);
                    offset = Vector512.ConditionalSelect(right, All(ref table, Offsets + index), offset);
                    slope = Vector512.ConditionalSelect(right, All(ref table, Slopes + index), slope);
                }
                Put(OrMissing(raw, offset) + (value - start) * slope, raw, from, group == 0, ref points, i);
            }
        }
    }

    /// <summary>Stores a group's points where the value lies in the group; the first group's for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<double> result, Vector512<double> raw, Vector512<double> from, bool isFirst, ref double points, nuint i)
    {
        if (!isFirst)
            result = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(raw, from), result, Vector512.LoadUnsafe(ref points, i));
        result.StoreUnsafe(ref points, i);
    }

    /// <summary>Reads eight values, and asks for those further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Read(ref double values, nuint i)
    {
        ColumnSource.Prefetch(ref values, i + Ahead);
        return Vector512.LoadUnsafe(ref values, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LoadPart(ref double table, int index) => Vector512.LoadUnsafe(ref table, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> All(ref double table, int index) => Vector512.Create(Unsafe.Add(ref table, index));

    private static AlignedMemory Aligned(double[] values)
    {
        var table = new AlignedMemory(values.Length);
        values.CopyTo(table.Span);
        return table;
    }

    private double[] GroupOf(Piece[] pieces, double least, double most)
    {
        var group = new double[GroupSize];
        group.AsSpan(0, Starts).Fill(double.PositiveInfinity);
        if (Avx512F.IsSupported)
            group[Zero] = 0;
        (group[From], group[From + 1], group[From + 2]) = (pieces[0].From, least, most);
        for (int i = 0; i < pieces.Length; i++)
        {
            int index = IndexOf(i);
            (group[Starts + index], group[Offsets + index], group[Slopes + index]) = (pieces[i].Start, pieces[i].Offset, pieces[i].Slope);
            if (i > 0)
                group[ThresholdOf(i)] = pieces[i].From;
        }
        return group;
    }

    /// <summary>The index of a piece: its number with the bits in reverse.</summary>
    // Where no permutation finds it, it is the number itself.
    private int IndexOf(int piece)
    {
        if (!Avx512F.IsSupported)
            return piece;
        int reverse = (piece & 1) << 3 | (piece & 2) << 1 | (piece & 4) >> 1 | (piece & 8) >> 3;
        return reverse >> 4 - _bits;
    }

    /// <summary>Where the threshold left of a piece stands: the comparison with it, and the index found until then.</summary>
    private int ThresholdOf(int piece)
    {
        if (!Avx512F.IsSupported)
            return piece - 1;
        int comparison = _bits - 1 - int.TrailingZeroCount(piece);
        return comparison * Lanes + (IndexOf(piece) & ((1 << comparison) - 1));
    }
}
