using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// The limit that memory sets: reads every value of the same columns once, and adds them up, which is the least that keeps a read from
/// being left out. It computes no score and writes nothing.
/// </summary>
internal sealed class MemoryReader : Contender
{
    private const int Lanes = 8;

    private readonly double[][] _columns;
    private readonly int _block;
    private readonly int _ahead;

    // Never read: it keeps the sums alive.
    private double _sum;

    /// <param name="portfolio">The columns.</param>
    /// <param name="block">How many rows of one column are read before the next column's.</param>
    /// <param name="ahead">How many values ahead of the reading the processor is asked to fetch; 0 leaves it to the processor.</param>
    /// <param name="rows">How many rows to have at hand; all if not given.</param>
    public MemoryReader(Portfolio portfolio, int block, int ahead, int? rows = null)
        : base(NameOf(block, ahead), rows ?? portfolio.Rows)
    {
        _columns = portfolio.Columns;
        _block = block;
        _ahead = ahead;
    }

    /// <summary>The ways to read of which the fastest is the limit.</summary>
    public static IReadOnlyList<Contender> Forms(Portfolio portfolio, int? rows = null) =>
    [
        .. from block in (int[])[512, 4096, int.MaxValue]
           from ahead in (int[])[0, 512, 1024, 2048]
           select new MemoryReader(portfolio, block, ahead, rows),
    ];

    /// <summary>
    /// The form that is usually the fastest: in blocks, each fetched into the second cache while the one before is read.
    /// </summary>
    public static MemoryReader Usual(Portfolio portfolio, int? rows = null) => new(portfolio, block: 512, ahead: 512, rows);

    public override void Run(int first, int count)
    {
        double sum = 0;
        int block = Math.Min(_block, count);
        for (int start = first; start < first + count; start += block)
        {
            int rows = Math.Min(block, first + count - start);
            foreach (double[] column in _columns)
                sum += Sum(ref column[start], rows, _ahead);
        }
        _sum = sum;
    }

    public override string ToString() => $"{Name}: {_sum}";

    private static string NameOf(int block, int ahead) =>
        (block == int.MaxValue ? "whole columns" : $"blocks of {block} rows")
        + (ahead > 0 ? $", fetched {ahead * sizeof(double) / 1024} KiB ahead" : "");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Sum(ref double values, int count, int ahead)
    {
        Vector512<double> a = default, b = default, c = default, d = default;
        nuint i = 0;
        for (nuint end = (nuint)(count - count % (4 * Lanes)); i < end; i += 4 * Lanes)
        {
            if (ahead > 0 && Sse.IsSupported)
            {
                // A fetch never faults, wherever it points to. Into the second cache: the first is too small for what is fetched ahead.
                var next = (double*)Unsafe.AsPointer(ref Unsafe.Add(ref values, i + (nuint)ahead));
                Sse.Prefetch1(next);
                Sse.Prefetch1(next + Lanes);
                Sse.Prefetch1(next + 2 * Lanes);
                Sse.Prefetch1(next + 3 * Lanes);
            }
            a += Vector512.LoadUnsafe(ref values, i);
            b += Vector512.LoadUnsafe(ref values, i + Lanes);
            c += Vector512.LoadUnsafe(ref values, i + 2 * Lanes);
            d += Vector512.LoadUnsafe(ref values, i + 3 * Lanes);
        }
        double rest = 0;
        for (; i < (nuint)count; i++)
            rest += Unsafe.Add(ref values, i);
        return Vector512.Sum(a + b + (c + d)) + rest;
    }
}
