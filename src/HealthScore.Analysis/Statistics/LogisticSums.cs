using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The log loss of outcomes, with its gradient and curvature, over blocks of rows. Blocks are summed in order, whichever thread made them, so the
/// number of threads does not change a bit.
/// </summary>
internal sealed class LogisticSums
{
    private const int BlockRows = 4096;

    // Some rows of all columns stay in the cache while every pair of columns is summed.
    private const int TileRows = 256;

    private readonly double[][] _columns;
    private readonly bool[] _events;
    private readonly double[]? _weights;
    private readonly int _threads;
    private readonly int _blocks;
    private readonly int _numbers;
    private readonly double[] _parts;

    /// <summary>Takes the data; columns, events and weights have one entry per row.</summary>
    public LogisticSums(double[][] columns, bool[] events, double[]? weights, int threads)
    {
        (_columns, _events, _weights, _threads) = (columns, events, weights, threads);
        _blocks = (events.Length + BlockRows - 1) / BlockRows;
        int unknowns = columns.Length + 1;
        _numbers = 1 + unknowns + unknowns * (unknowns + 1) / 2;
        _parts = new double[_blocks * _numbers];
    }

    /// <summary>The log loss.</summary>
    public double Loss(double[] solution)
    {
        Run(block => _parts[block] = BlockLoss(solution, block));
        double loss = 0;
        foreach (double part in _parts.AsSpan(0, _blocks))
            loss += part;
        return loss;
    }

    /// <summary>The log loss, its gradient, and the lower triangle of its curvature, in rows.</summary>
    public double LossWithCurvature(double[] solution, double[] gradient, double[] curvature)
    {
        Run(block => Accumulate(solution, block));
        double[] sums = new double[_numbers];
        for (int block = 0; block < _blocks; block++)
        {
            ReadOnlySpan<double> part = _parts.AsSpan(block * _numbers, _numbers);
            for (int i = 0; i < _numbers; i++)
                sums[i] += part[i];
        }
        int unknowns = gradient.Length;
        sums.AsSpan(1, unknowns).CopyTo(gradient);
        for ((int row, int from) = (0, 1 + unknowns); row < unknowns; from += ++row)
            sums.AsSpan(from, row + 1).CopyTo(curvature.AsSpan(row * unknowns));
        return sums[0];
    }

    private void Run(Action<int> work)
    {
        if (_threads > 1 && _blocks > 1)
        {
            Parallel.For(0, _blocks, new() { MaxDegreeOfParallelism = _threads }, work);
            return;
        }
        for (int block = 0; block < _blocks; block++)
            work(block);
    }

    private double BlockLoss(double[] solution, int block)
    {
        Span<double> odds = stackalloc double[TileRows];
        double loss = 0;
        int end = Math.Min(_events.Length, (block + 1) * BlockRows);
        for (int start = block * BlockRows; start < end; start += TileRows)
        {
            Span<double> tile = odds[..Math.Min(TileRows, end - start)];
            Odds(solution, start, tile);
            for (int i = 0; i < tile.Length; i++)
                loss += Weight(start + i) * Elementary.Softplus(_events[start + i] ? -tile[i] : tile[i]);
        }
        return loss;
    }

    private void Accumulate(double[] solution, int block)
    {
        Span<double> odds = stackalloc double[TileRows], miss = stackalloc double[TileRows];
        Span<double> spread = stackalloc double[TileRows], product = stackalloc double[TileRows];
        int unknowns = _columns.Length + 1, end = Math.Min(_events.Length, (block + 1) * BlockRows);
        Span<double> sums = _parts.AsSpan(block * _numbers, _numbers);
        sums.Clear();
        for (int start = block * BlockRows; start < end; start += TileRows)
        {
            int rows = Math.Min(TileRows, end - start);
            Odds(solution, start, odds[..rows]);
            for (int i = 0; i < rows; i++)
            {
                double weight = Weight(start + i), odd = odds[i], power = Math.Exp(-Math.Abs(odd));
                bool happened = _events[start + i];
                double probability = (odd >= 0 ? 1 : power) / (1 + power), contrary = (odd >= 0 ? power : 1) / (1 + power);
                sums[0] += weight * (Math.Max(happened ? -odd : odd, 0) + Elementary.LogOnePlus(power));
                miss[i] = weight * (happened ? -contrary : probability);
                spread[i] = weight * probability * contrary;
                sums[1] += miss[i];
                sums[1 + unknowns] += spread[i];
            }
            int pair = 2 + unknowns;
            for (int j = 0; j < _columns.Length; j++)
            {
                ReadOnlySpan<double> column = _columns[j].AsSpan(start, rows);
                sums[2 + j] += Dot(miss[..rows], column);
                Multiply(spread[..rows], column, product[..rows]);
                sums[pair++] += Dot(spread[..rows], column);
                for (int k = 0; k <= j; k++)
                    sums[pair++] += Dot(product[..rows], _columns[k].AsSpan(start, rows));
            }
        }
    }

    private double Weight(int row) => _weights is null ? 1 : _weights[row];

    private void Odds(double[] solution, int start, Span<double> odds)
    {
        odds.Fill(solution[0]);
        for (int j = 0; j < _columns.Length; j++)
        {
            if (solution[j + 1] == 0)
                continue;
            ReadOnlySpan<double> column = _columns[j].AsSpan(start, odds.Length);
            double slope = solution[j + 1];
            for (int i = 0; i < odds.Length; i++)
                odds[i] += slope * column[i];
        }
    }

    private static void Multiply(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> product)
    {
        for (int i = 0; i < product.Length; i++)
            product[i] = first[i] * second[i];
    }

    // Four numbers at a time on every machine, without fused operations, so that the sum has the same bits everywhere.
    private static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Vector256<double> sums = default, more = default;
        ref double one = ref MemoryMarshal.GetReference(first), other = ref MemoryMarshal.GetReference(second);
        int whole = first.Length - first.Length % (2 * Vector256<double>.Count);
        for (int i = 0; i < whole; i += 2 * Vector256<double>.Count)
        {
            sums += Vector256.LoadUnsafe(ref one, (nuint)i) * Vector256.LoadUnsafe(ref other, (nuint)i);
            nuint next = (nuint)(i + Vector256<double>.Count);
            more += Vector256.LoadUnsafe(ref one, next) * Vector256.LoadUnsafe(ref other, next);
        }
        double sum = Vector256.Sum(sums + more);
        for (int i = whole; i < first.Length; i++)
            sum += first[i] * second[i];
        return sum;
    }
}
