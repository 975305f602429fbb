using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Curves;

/// <summary>
/// A curve laid out for vectors, a raw value a lane: the same bits as <see cref="Curve.Evaluate"/>, whatever the width. Where the clamp of a
/// line to its knots changes bits, that stretch is a flat piece of its own, so no piece needs a clamp here.
/// </summary>
internal sealed class CurveTable
{
    private const int Lanes = 8;

    // A group of eight pieces: the thresholds between them twice (rotated by one for the search's second step), then each piece's line.
    private const int Rotated = 0;
    private const int Thresholds = Lanes;
    private const int Starts = 2 * Lanes;
    private const int Offsets = 3 * Lanes;
    private const int Slopes = 4 * Lanes;
    private const int Group = 5 * Lanes;

    // Up to here two operations a threshold are fewer than a search.
    private const int MostSteps = 8;

    private readonly Form _form;
    private readonly double[] _table;
    private readonly int _first;
    private readonly int _count;

    public CurveTable(Curve curve)
    {
        Piece[] pieces = [.. curve.Pieces()];
        _form = pieces switch
        {
            [{ } left, { Slope: not 0 } line, { Slope: 0 } right] when line.Offset == left.Offset && line.At(right.From) == right.Offset => Form.Line,
            { Length: <= MostSteps } when pieces.All(piece => piece.Slope == 0) => Form.Steps,
            _ => Form.Pieces,
        };
        double[] table = _form switch
        {
            Form.Line => [pieces[1].From, pieces[2].From, pieces[1].Offset, pieces[1].Slope],
            Form.Steps => [.. pieces.SelectMany(piece => new[] { piece.From, piece.Offset })],
            _ => [.. pieces.Chunk(Lanes).SelectMany(GroupOf)],
        };
        _count = _form == Form.Pieces ? table.Length / Group : pieces.Length;
        // A vector that crosses a cache line takes two loads. Pinned memory stays aligned.
        _table = GC.AllocateArray<double>(table.Length + Lanes, pinned: true);
        _first = (int)((Lanes * sizeof(double) - (Marshal.UnsafeAddrOfPinnedArrayElement(_table, 0) & (Lanes * sizeof(double) - 1))) / sizeof(double));
        table.CopyTo(_table, _first);
    }

    private enum Form
    {
        Line,
        Steps,
        Pieces,
    }

    /// <summary>The points of eight raw values; any number for a missing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Points(Vector512<double> values)
    {
        ref double table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), _first);
        return _form switch
        {
            Form.Line => OnLine(ref table, values),
            Form.Steps => OnSteps(ref table, _count, values),
            _ => OnPieces(ref table, _count, values),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OnLine(ref double table, Vector512<double> values)
    {
        Vector512<double> from = Vector512.Create(table);
        Vector512<double> within = Vector512.MinNative(Vector512.MaxNative(values, from), Vector512.Create(Unsafe.Add(ref table, 1)));
        return Vector512.Create(Unsafe.Add(ref table, 2)) + (within - from) * Vector512.Create(Unsafe.Add(ref table, 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OnSteps(ref double table, int count, Vector512<double> values)
    {
        Vector512<double> points = Vector512.Create(Unsafe.Add(ref table, 1));
        for (int i = 1; i < count; i++)
        {
            Vector512<double> from = Vector512.Create(Unsafe.Add(ref table, 2 * i));
            points = Vector512.ConditionalSelect(
                Vector512.GreaterThanOrEqual(values, from), Vector512.Create(Unsafe.Add(ref table, 2 * i + 1)), points);
        }
        return points;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OnPieces(ref double table, int groups, Vector512<double> values)
    {
        Vector512<double> points = OnGroup(ref table, values);
        for (int i = 1; i < groups; i++)
        {
            table = ref Unsafe.Add(ref table, Group);
            Vector512<double> from = Vector512.Create(Unsafe.Add(ref table, Thresholds + Lanes - 1));
            points = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(values, from), OnGroup(ref table, values), points);
        }
        return points;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OnGroup(ref double group, Vector512<double> values)
    {
        Vector512<double> start, offset, slope;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<long> piece = Vector512.ConditionalSelect(
                Vector512.GreaterThanOrEqual(values, Vector512.Create(Unsafe.Add(ref group, Thresholds + 3))).AsInt64(),
                Vector512.Create(4L), Vector512<long>.Zero);
            piece = Next(ref group, Rotated, values, piece, 2);
            piece = Next(ref group, Thresholds, values, piece, 1);
            start = Pick(ref group, Starts, piece);
            offset = Pick(ref group, Offsets, piece);
            slope = Pick(ref group, Slopes, piece);
        }
        else
        {
            // Without a permutation across a whole vector, a chain of selections is the faster way to the same piece.
            start = Vector512.Create(Unsafe.Add(ref group, Starts));
            offset = Vector512.Create(Unsafe.Add(ref group, Offsets));
            slope = Vector512.Create(Unsafe.Add(ref group, Slopes));
            for (int i = 1; i < Lanes; i++)
            {
                Vector512<double> right = Vector512.GreaterThanOrEqual(values, Vector512.Create(Unsafe.Add(ref group, Thresholds + i - 1)));
                start = Vector512.ConditionalSelect(right, Vector512.Create(Unsafe.Add(ref group, Starts + i)), start);
                offset = Vector512.ConditionalSelect(right, Vector512.Create(Unsafe.Add(ref group, Offsets + i)), offset);
                slope = Vector512.ConditionalSelect(right, Vector512.Create(Unsafe.Add(ref group, Slopes + i)), slope);
            }
        }
        return offset + (values - start) * slope;
    }

    /// <summary>Steps right in each lane whose value reaches its threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Next(ref double group, int part, Vector512<double> values, Vector512<long> piece, long step)
    {
        Vector512<double> threshold = Pick(ref group, part, piece);
        return Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(values, threshold).AsInt64(), piece + Vector512.Create(step), piece);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pick(ref double group, int part, Vector512<long> piece) =>
        Vector512.ShuffleNative(Vector512.LoadUnsafe(ref group, (nuint)part), piece);

    private static double[] GroupOf(Piece[] pieces)
    {
        var group = new double[Group];
        group.AsSpan(Thresholds, Lanes).Fill(double.PositiveInfinity);
        for (int i = 0; i < pieces.Length; i++)
        {
            // The last place, which no search reads, says where the group starts.
            group[Thresholds + (i + Lanes - 1) % Lanes] = pieces[i].From;
            (group[Starts + i], group[Offsets + i], group[Slopes + i]) = (pieces[i].Start, pieces[i].Offset, pieces[i].Slope);
        }
        for (int i = 0; i < Lanes; i++)
            group[Rotated + i] = group[Thresholds + (i + 1) % Lanes];
        return group;
    }
}
