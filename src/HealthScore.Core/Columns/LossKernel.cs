using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring.Columns;

/// <summary>
/// Finds what each metric cost the rows that a <see cref="ColumnKernel"/> of the same parts has just scored, from the points it left in
/// its memory. Every lane does what <see cref="RowArithmetic.PointsLost"/> does, in the same order, and rounds to whole steps: their sum is
/// the same in any order.
/// </summary>
internal sealed class LossKernel
{
    private const int Lanes = ColumnKernel.Lanes;
    private const int Stride = ColumnKernel.Stride;

    private readonly WeightedPart[] _metrics;
    private readonly WeightedPart[] _dimensions;
    private readonly Formula[] _formulas;
    private readonly int[] _ends;
    private readonly Formula _formula;
    private readonly ValueRange[] _spans;

    // How far behind points their freshness stands.
    private readonly int _freshness;

    public LossKernel(Scorecard scorecard)
    {
        DimensionPlan[] dimensions = scorecard.Weighted;
        _metrics = [.. dimensions.SelectMany(dimension => dimension.Weighted)
            .Select(metric => new WeightedPart(metric.Index, metric.Weight, metric.MostPoints, metric.Fades))];
        _dimensions = [.. dimensions.Select(dimension => new WeightedPart(dimension.Index, dimension.Weight, MostPoints: null, dimension.Fades))];
        _freshness = (_metrics.Length + _dimensions.Length) * Stride;
        _formulas = [.. dimensions.Select(dimension => dimension.Formula)];
        int end = 0;
        _ends = [.. dimensions.Select(dimension => end += dimension.Weighted.Length)];
        _formula = scorecard.Formula;
        _spans = [.. scorecard.Metrics.Select(metric => metric.Curve.Span)];
    }

    /// <summary>Adds what each metric lost, who lacks it or a signal, and whose value lies beyond its curve.</summary>
    /// <param name="columns">The raw values; NaN and infinities are missing, as is what fills the last vector.</param>
    /// <param name="scores">The scores; NaN where unscored, as after the last row up to a whole vector.</param>
    /// <param name="work">The memory the rows were scored in.</param>
    /// <param name="losses">Memory to work in, a vector a metric.</param>
    /// <param name="group">Takes the sums.</param>
    // Not inlined: a method with more vectors than the compiler tracks keeps them in memory, which takes five times as long.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Add(
        ReadOnlySpan<ColumnSource> columns, Span<double> scores, Span<double> work, Vector512<long>[] losses, GroupTally group)
    {
        int padded = ColumnBlock.Padded(scores.Length);
        Array.Clear(losses);
        ref double points = ref work[0];
        ref double results = ref work[_metrics.Length * Stride];
        ref double score = ref scores[0];
        for (int row = 0; row < padded; row += Lanes)
        {
            Vector512<double> scored = Vector512.LoadUnsafe(ref score, (nuint)row);
            Lose(ref Unsafe.Add(ref points, row), ref Unsafe.Add(ref results, row), Vector512.Equals(scored, scored), losses);
        }
        for (int i = 0; i < _metrics.Length; i++)
            group.Lost[_metrics[i].Index] += Vector512.Sum(losses[i]);
        for (int i = 0; i < _spans.Length; i++)
        {
            (long missing, long below, long above) = Count(columns[i], padded, _spans[i]);
            group.Missing[i] += missing - (padded - scores.Length);
            group.BelowCurve[i] += below;
            group.AboveCurve[i] += above;
        }
        for (int i = _spans.Length; i < group.Missing.Length; i++)
            group.Missing[i] += Count(columns[i], padded, default).Missing - (padded - scores.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (long Missing, long Below, long Above) Count(ColumnSource column, int rows, ValueRange span)
    {
        Vector512<long> missing = Vector512<long>.Zero, below = missing, above = missing;
        Vector512<double> from = Vector512.Create(span.From), to = Vector512.Create(span.To);
        for (int row = 0; row < rows; row += Lanes)
        {
            Vector512<double> value = column.Load(row), isNumber = ColumnSource.IsNumber(value);
            missing -= (~isNumber).AsInt64();
            below -= (isNumber & Vector512.LessThan(value, from)).AsInt64();
            above -= (isNumber & Vector512.GreaterThan(value, to)).AsInt64();
        }
        return (Vector512.Sum(missing), Vector512.Sum(below), Vector512.Sum(above));
    }

    /// <summary>Adds what each metric lost in eight rows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Lose(ref double points, ref double results, Vector512<double> scored, Vector512<long>[] losses)
    {
        var all = Shares.Of(_formula, _dimensions, ref results, _freshness);
        int first = 0;
        for (int i = 0; i < _dimensions.Length; first = _ends[i++])
        {
            Vector512<double> share = all.Next(_dimensions[i], ref Unsafe.Add(ref results, i * Stride));
            var dimension = Shares.Of(_formulas[i], _metrics.AsSpan(first.._ends[i]), ref Unsafe.Add(ref points, first * Stride), _freshness);
            for (int j = first; j < _ends[i]; j++)
            {
                Vector512<double> value = Vector512.LoadUnsafe(ref points, (nuint)(j * Stride));
                Vector512<double> metricShare = share * dimension.Next(_metrics[j], ref Unsafe.Add(ref points, j * Stride));
                value &= Shares.Present(value);
                Vector512<double> most = _metrics[j].MostPoints is { } highest
                    ? Vector512.MaxNative(Vector512.Create(highest), value)
                    : Vector512.Create(100.0);
                Vector512<double> lost = Vector512.MaxNative(metricShare * most - metricShare * value, Vector512<double>.Zero) & scored;
                losses[j] += Grid.Of(lost);
            }
        }
    }

    /// <summary>A metric or a dimension: its index, its weight, the most points it can get where points are added, and whether it fades.</summary>
    private readonly record struct WeightedPart(int Index, double Weight, double? MostPoints, bool Fades);

    /// <summary>What one point of each part adds to what the parts are joined into, asked for part by part.</summary>
    private ref struct Shares
    {
        private readonly FormulaKind _kind;
        private readonly Vector512<double> _total;
        private readonly Vector512<double> _least;
        private readonly int _freshness;
        private Vector512<double> _taken;

        private Shares(FormulaKind kind, Vector512<double> total, Vector512<double> least, int freshness) =>
            (_kind, _total, _least, _freshness) = (kind, total, least, freshness);

        public static Shares Of(Formula formula, ReadOnlySpan<WeightedPart> parts, ref double points, int freshness)
        {
            Vector512<double> total = Vector512<double>.Zero, least = Vector512.Create(double.PositiveInfinity);
            for (int i = 0; i < parts.Length; i++)
            {
                ref double part = ref Unsafe.Add(ref points, i * Stride);
                Vector512<double> value = Vector512.LoadUnsafe(ref part);
                total += Present(value) & Counts(parts[i], ref part, freshness);
                least = Vector512.ConditionalSelect(Present(value), Vector512.MinNative(least, value), least);
            }
            return new(formula.Kind, total, least, freshness);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Present(Vector512<double> points) =>
            Vector512.LessThan(points, Vector512.Create(double.PositiveInfinity));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Next(in WeightedPart part, ref double points)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref points), present = Present(value);
            if (_kind == FormulaKind.WeightedMean)
                return present & (Counts(part, ref points, _freshness) / _total);
            if (_kind == FormulaKind.Points)
                return present & Counts(part with { Weight = 1 }, ref points, _freshness);
            // Of equal parts the first is the lowest.
            present = Vector512.AndNot(present & Vector512.Equals(value, _least), _taken);
            _taken |= present;
            return present & Vector512.Create(1.0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<double> Counts(in WeightedPart part, ref double points, int freshness)
        {
            Vector512<double> weight = Vector512.Create(part.Weight);
            return part.Fades ? weight * Vector512.LoadUnsafe(ref points, (nuint)freshness) : weight;
        }
    }
}
