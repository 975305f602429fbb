using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Columns;

/// <summary>
/// Scores blocks of rows by one scorecard, eight at a time, a row a lane: each metric's points, then each dimension's, then the scores. Every
/// lane does what <see cref="RowArithmetic"/> does, in the same order, so the bits are the same.
/// </summary>
internal sealed class ColumnKernel
{
    public const int Lanes = 8;

    /// <summary>So many rows' points of a dozen metrics stay in the cache.</summary>
    public const int MostRows = 2048;

    /// <summary>How far apart two metrics' points are in working memory.</summary>
    public const int Stride = MostRows + Gap;

    // Columns a whole 4 KiB apart would make the processor mistake one's load for the store to another.
    private const int Gap = 5 * Lanes;

    // So many metrics mostly say that there is enough data: before them, to ask costs more than to add one.
    private const int FewParts = 3;

    private readonly MetricStep[] _metrics;
    private readonly WeightedPart[] _metricParts;
    private readonly DimensionStep[] _dimensions;
    private readonly WeightedPart[] _dimensionParts;
    private readonly GuardrailStep[] _guardrails;
    private readonly bool _joins;
    private readonly Scorecard _scorecard;
    private readonly double[] _cuts;
    private readonly double _leastCoverage;
    private readonly CoveragePart[] _coverageParts;
    private readonly bool _fades;

    /// <summary>Lays out a scorecard.</summary>
    /// <param name="plan">The plan of the whole profile.</param>
    /// <param name="scorecard">The scorecard.</param>
    /// <param name="curves">The curves laid out before; takes those that are new.</param>
    public ColumnKernel(Plan plan, Scorecard scorecard, Dictionary<Curve, CurveTable> curves)
    {
        DimensionPlan[] dimensions = scorecard.Weighted;
        MetricPlan[] metrics = [.. dimensions.SelectMany(dimension => dimension.Weighted)];
        int[] freshness = FreshnessStep.ColumnsOf(plan);
        (_scorecard, _cuts) = (scorecard, scorecard.TierCuts);
        _metrics = [.. metrics.Select(metric =>
            new MetricStep(metric.Index, TableOf(metric.Curve), metric.MissingPoints, freshness[metric.Index]))];
        _metricParts = [.. dimensions.SelectMany(dimension =>
            dimension.Weighted.Select(metric => PartOf(dimension.Formula, metric.Weight, metric.Fades)))];
        _dimensionParts = [.. dimensions.Select(dimension => PartOf(scorecard.Formula, dimension.Weight, dimension.Fades))];
        _fades = dimensions.Any(dimension => dimension.Fades);
        int end = 0;
        _dimensions = [.. dimensions.Select(dimension => new DimensionStep(end += dimension.Weighted.Length, dimension.Formula, dimension.IsBounded,
            dimension.Weight, dimension.MetricWeight, dimension.HasFading, dimension.LeastCoverage))];
        _coverageParts = [.. dimensions.SelectMany(dimension => dimension.Weighted.Select(metric => new CoveragePart(metric.Index,
            freshness[metric.Index], dimension.Weight / scorecard.DimensionWeight * (metric.Weight / dimension.MetricWeight))))
            .OrderByDescending(part => part.Share)];
        _leastCoverage = scorecard.LeastCoverage;
        int[] counting = new int[scorecard.Dimensions.Length];
        for (int i = 0; i < dimensions.Length; i++)
            counting[dimensions[i].Index] = i;
        _guardrails = [
            .. scorecard.Guardrails.Select(guardrail => new GuardrailStep(
                new(guardrail.When, dimension => counting[dimension]), guardrail.Rule.Effect, guardrail.Limit)),
            .. scorecard.Required.Select(metric => new GuardrailStep(new(ConditionStep.IsMissing(metric.Index)), GuardrailEffect.Unscored, 0))];
        _joins = Array.Exists(_guardrails, guardrail => guardrail.When.Joins);
        Columns = [.. _metrics.Select(metric => metric.Column).Concat(_metrics.Where(metric => metric.Freshness >= 0)
            .Select(metric => metric.Freshness)).Concat(_guardrails.SelectMany(guardrail => guardrail.When.Columns)).Distinct()];

        CurveTable TableOf(Curve curve) =>
            CollectionsMarshal.GetValueRefOrAddDefault(curves, curve, out _) ??= new(curve);
    }

    /// <summary>The indexes of the columns it reads.</summary>
    public int[] Columns { get; }

    /// <summary>How far apart columns of so many rows best are.</summary>
    public static int StrideOf(int rows) => rows + Gap;

    /// <summary>
    /// How many values of working memory scoring takes: points of metrics and dimensions, and where they fade, how fresh they are; last the scores.
    /// </summary>
    public static int WorkOf(Plan plan) => ((plan.Fades ? 4 : 2) * plan.Columns.Length + 1) * Stride;

    private static WeightedPart PartOf(Formula formula, double weight, bool fades) =>
        new(weight, formula.Kind == FormulaKind.Points ? 1 : weight, fades);

    /// <summary>Scores a block of rows.</summary>
    /// <param name="columns">The raw values; NaN and infinities are missing.</param>
    /// <param name="rows">How many rows, a multiple of <see cref="Lanes"/>, at most <see cref="MostRows"/>.</param>
    /// <param name="work">Memory to work in.</param>
    /// <param name="scores">Takes as many scores; NaN where unscored.</param>
    /// <param name="tiers">Takes as many tiers; -1 where unscored.</param>
    /// <param name="coverage">Takes as many coverages; empty where they are not wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Score(ReadOnlySpan<ColumnSource> columns, int rows, Span<double> work, Span<double> scores, Span<int> tiers,
        Span<double> coverage)
    {
        ref double results = ref work[_metrics.Length * Stride];
        // How fresh they are stands as far behind the points, so that one step leads from a part to its freshness.
        int freshness = (_metrics.Length + _dimensions.Length) * Stride;
        // Dimension by dimension, so that reading memory and computing take turns.
        for ((int i, int first) = (0, 0); i < _dimensions.Length; first = _dimensions[i++].End)
        {
            ref readonly DimensionStep dimension = ref _dimensions[i];
            for (int j = first; j < dimension.End; j++)
            {
                ref readonly MetricStep metric = ref _metrics[j];
                metric.Curve.Evaluate(ref columns[metric.Column].At(0), ref work[j * Stride], (nuint)rows);
                if (metric.MissingPoints is { } missing)
                    Fill(ref work[j * Stride], rows, missing);
                if (metric.Freshness >= 0)
                    Blend(metric, ref columns[metric.Freshness].At(0), ref work[j * Stride], freshness, rows);
            }
            ref double points = ref work[first * Stride], result = ref Unsafe.Add(ref results, i * Stride);
            ReadOnlySpan<WeightedPart> parts = _metricParts.AsSpan(first..dimension.End);
            const double absent = PartJoin.Absent;
            if (dimension.Fades)
                Combine<WithFreshness>(dimension.Formula, parts, ref points, freshness, rows, dimension.Bounded, keeps: true, absent, ref result);
            else
                Combine<WithoutFreshness>(dimension.Formula, parts, ref points, freshness, rows, dimension.Bounded, keeps: true, absent, ref result);
            if (dimension.LeastCoverage > 0)
                RequireCoverage(dimension, first, columns, rows, ref result);
        }
        ref double firstScore = ref work[^Stride];
        if (_fades)
            Combine<WithFreshness>(_scorecard.Formula, _dimensionParts, ref results, freshness, rows, bounded: true, keeps: false, double.NaN,
                ref firstScore);
        else
            Combine<WithoutFreshness>(_scorecard.Formula, _dimensionParts, ref results, freshness, rows, bounded: true, keeps: false, double.NaN,
                ref firstScore);
        if (!coverage.IsEmpty)
        {
            for (int row = 0; row < rows; row += Lanes)
                Cover(columns, row, ref Unsafe.Add(ref firstScore, row)).StoreUnsafe(ref coverage[row]);
        }
        else if (_scorecard.AsksForCoverage)
        {
            RequireCoverage(columns, rows, ref firstScore);
        }
        if (_joins)
            GuardAndRank<ConditionTest.Joining>(columns, rows, ref results, ref firstScore, scores, tiers);
        else
            GuardAndRank<ConditionTest.NotJoining>(columns, rows, ref results, ref firstScore, scores, tiers);
    }

    /// <summary>Guards scores and finds their tiers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void GuardAndRank<TJoining>(
        ReadOnlySpan<ColumnSource> columns, int rows, ref double dimensions, ref double unguarded, Span<double> scores, Span<int> tiers)
        where TJoining : struct, ConditionTest.IJoining
    {
        for (int row = 0; row < rows; row += Lanes)
        {
            Vector512<double> score = Vector512.LoadUnsafe(ref unguarded, (nuint)row);
            if (_guardrails.Length > 0)
                score = Guard<TJoining>(columns, row, ref Unsafe.Add(ref dimensions, row), score);
            score.StoreUnsafe(ref scores[row]);
            Rank(score).StoreUnsafe(ref tiers[row]);
        }
    }

    /// <summary>Joins parts into one number: metrics into a dimension, dimensions into the score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Combine<TFading>(Formula formula, ReadOnlySpan<WeightedPart> parts, ref double points, int freshness, int rows, bool bounded,
        bool keeps, double absent, ref double results)
        where TFading : struct, IFading
    {
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            var join = new PartJoin(Vector512.Create(formula.InitialPoints));
            if (TFading.Fades)
            {
                Vector512<double> freshest = Freshest(parts, ref points, freshness, row);
                if (!bounded)
                    join = new(Vector512.Create(formula.InitialPoints) * freshest);
                if (keeps)
                    freshest.StoreUnsafe(ref Unsafe.Add(ref results, freshness), row);
            }
            nuint index = row;
            foreach (ref readonly WeightedPart part in parts)
            {
                Vector512<double> factor = Vector512.Create(part.Factor), counts = Vector512.Create(part.Weight);
                if (TFading.Fades && part.Fades)
                {
                    Vector512<double> fresh = Vector512.LoadUnsafe(ref Unsafe.Add(ref points, freshness), index);
                    (factor, counts) = (factor * fresh, counts * fresh);
                }
                join.Add(Vector512.LoadUnsafe(ref points, index), factor, counts);
                index += Stride;
            }
            join.Result(formula.Kind, bounded, absent).StoreUnsafe(ref results, row);
        }
    }

    /// <summary>
    /// Takes the scores of rows with too little data. Mostly the heaviest metrics alone say that all of eight rows have enough; what is closer to the
    /// limit than rounding could bring it is looked at exactly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void RequireCoverage(ReadOnlySpan<ColumnSource> columns, int rows, ref double scores)
    {
        ReadOnlySpan<CoveragePart> parts = _coverageParts;
        Vector512<double> enough = Vector512.Create(_leastCoverage + Precision.LeastTolerance);
        for (int row = 0; row < rows; row += Lanes)
        {
            Vector512<double> covered = Vector512<double>.Zero;
            int i = 0;
            do
            {
                Vector512<double> share = Vector512.Create(parts[i].Share);
                if (parts[i].Freshness >= 0)
                    share *= columns[parts[i].Freshness].Load(row);
                covered += ColumnSource.IsNumber(columns[parts[i].Column].Load(row)) & share;
                i++;
            }
            while (i < parts.Length && (i < FewParts || !Vector512.GreaterThanOrEqualAll(covered, enough)));
            if (!Vector512.GreaterThanOrEqualAll(covered, enough))
                Cover(columns, row, ref Unsafe.Add(ref scores, row));
        }
    }

    /// <summary>Takes a dimension's points from rows with too little data of its metrics.</summary>
    private void RequireCoverage(
        in DimensionStep dimension, int first, ReadOnlySpan<ColumnSource> columns, int rows, ref double points)
    {
        Vector512<double> least = Vector512.Create(dimension.LeastCoverage), absent = Vector512.Create(PartJoin.Absent);
        for (int row = 0; row < rows; row += Lanes)
        {
            int i = first;
            Vector512<double> enough = Vector512.GreaterThanOrEqual(Cover(dimension, ref i, columns, row), least);
            ref double eight = ref Unsafe.Add(ref points, row);
            Vector512.ConditionalSelect(enough, Vector512.LoadUnsafe(ref eight), absent).StoreUnsafe(ref eight);
        }
    }

    /// <summary>The share of a dimension's weight that had usable data in eight rows.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="i">The index of its first metric; takes that of the next dimension's.</param>
    /// <param name="columns">The raw values.</param>
    /// <param name="row">The first row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Cover(in DimensionStep dimension, ref int i, ReadOnlySpan<ColumnSource> columns, int row)
    {
        Vector512<double> known = Vector512<double>.Zero;
        for (; i < dimension.End; i++)
        {
            Vector512<double> counts = Vector512.Create(_metricParts[i].Weight);
            if (_metrics[i].Freshness >= 0)
                counts *= columns[_metrics[i].Freshness].Load(row);
            known += ColumnSource.IsNumber(columns[_metrics[i].Column].Load(row)) & counts;
        }
        return known / Vector512.Create(dimension.Weights);
    }

    /// <summary>Finds the share of the weight that had usable data in eight rows, and takes the score where it is too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private Vector512<double> Cover(ReadOnlySpan<ColumnSource> columns, int row, ref double scores)
    {
        Vector512<double> covered = Vector512<double>.Zero;
        int i = 0;
        foreach (ref readonly DimensionStep dimension in _dimensions.AsSpan())
            covered += Vector512.Create(dimension.Weight) * Cover(dimension, ref i, columns, row);
        covered /= Vector512.Create(_scorecard.DimensionWeight);
        Vector512<double> enough = Vector512.GreaterThanOrEqual(covered, Vector512.Create(_leastCoverage));
        Vector512.ConditionalSelect(enough, Vector512.LoadUnsafe(ref scores), Vector512.Create(double.NaN)).StoreUnsafe(ref scores);
        return covered;
    }

    /// <summary>The score after guardrails; NaN where it is withheld or there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Guard<TJoining>(
        ReadOnlySpan<ColumnSource> columns, int row, ref double dimensions, Vector512<double> score)
        where TJoining : struct, ConditionTest.IJoining
    {
        Vector512<double> ceiling = Vector512.Create(100.0), ground = Vector512<double>.Zero, withheld = ~Vector512.Equals(score, score);
        foreach (ref readonly GuardrailStep guardrail in _guardrails.AsSpan())
        {
            Vector512<double> matches = guardrail.When.Matches<TJoining>(columns, row, ref dimensions);
            Vector512<double> limit = Vector512.Create(guardrail.Limit);
            if (guardrail.Effect == GuardrailEffect.Cap)
                ceiling = Vector512.ConditionalSelect(matches, Vector512.MinNative(ceiling, limit), ceiling);
            else if (guardrail.Effect == GuardrailEffect.Floor)
                ground = Vector512.ConditionalSelect(matches, Vector512.MaxNative(ground, limit), ground);
            else
                withheld |= matches;
        }
        score = Vector512.MinNative(score, ceiling);
        score = Vector512.MaxNative(score, Vector512.MinNative(ground, ceiling)) + Vector512<double>.Zero;
        return Vector512.ConditionalSelect(withheld, Vector512.Create(double.NaN), score);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Rank(Vector512<double> score)
    {
        Vector512<long> tier = Vector512<long>.AllBitsSet;
        foreach (double cut in _cuts)
        {
            Vector512<double> reached = Vector512.GreaterThanOrEqual(score, Vector512.Create(cut));
            tier = Vector512.ConditionalSelect(reached.AsInt64(), tier + Vector512<long>.One, tier);
        }
        return Vector256.Narrow(tier.GetLower(), tier.GetUpper());
    }

    /// <summary>How fresh the freshest present part is; 0 where none is present.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Freshest(ReadOnlySpan<WeightedPart> parts, ref double points, int freshness, nuint row)
    {
        Vector512<double> freshest = Vector512<double>.Zero;
        foreach (ref readonly WeightedPart part in parts)
        {
            Vector512<double> fresh = part.Fades ? Vector512.LoadUnsafe(ref Unsafe.Add(ref points, freshness), row) : Vector512.Create(1.0);
            freshest = Vector512.MaxNative(freshest, PartJoin.IsPresent(Vector512.LoadUnsafe(ref points, row)) & fresh);
            row += Stride;
        }
        return freshest;
    }

    /// <summary>Puts points where a value is missing.</summary>
    public static void Fill(ref double points, int rows, double missing)
    {
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref points, row);
            Vector512.ConditionalSelect(PartJoin.IsPresent(value), value, Vector512.Create(missing)).StoreUnsafe(ref points, row);
        }
    }

    /// <summary>
    /// Keeps how fresh a metric's values are next to their points; or lets points for missing values take the place of what has faded.
    /// </summary>
    private static void Blend(MetricStep metric, ref double fresh, ref double points, int freshness, int rows)
    {
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            Vector512<double> counts = Vector512.LoadUnsafe(ref fresh, row);
            if (metric.MissingPoints is not { } missingPoints)
            {
                counts.StoreUnsafe(ref Unsafe.Add(ref points, freshness), row);
                continue;
            }
            Vector512<double> value = Vector512.LoadUnsafe(ref points, row), missing = Vector512.Create(missingPoints);
            Vector512<double> blend = counts * value + (Vector512.Create(1.0) - counts) * missing;
            blend = Vector512.MinNative(Vector512.MaxNative(blend, Vector512.MinNative(value, missing)), Vector512.MaxNative(value, missing));
            blend.StoreUnsafe(ref points, row);
        }
    }

    /// <summary>Says to the compiler whether any part can fade: joining those that do not takes no freshness.</summary>
    private interface IFading
    {
        static abstract bool Fades { get; }
    }

    private readonly struct WithFreshness : IFading
    {
        public static bool Fades => true;
    }

    private readonly struct WithoutFreshness : IFading
    {
        public static bool Fades => false;
    }

    /// <summary>A metric, the points for a missing value, and the index of its freshness column; -1 where it does not fade.</summary>
    private readonly record struct MetricStep(int Column, CurveTable Curve, double? MissingPoints, int Freshness);

    /// <summary>A metric's column, that of its freshness (-1 where it does not fade), and its share of the whole weight, about.</summary>
    private readonly record struct CoveragePart(int Column, int Freshness, double Share);

    /// <summary>How much a part counts, and what its points are multiplied with: its weight, or 1 where points are added.</summary>
    private readonly record struct WeightedPart(double Weight, double Factor, bool Fades);

    /// <summary>A dimension: its metrics are those before <paramref name="End"/> that no earlier one has.</summary>
    private readonly record struct DimensionStep(
        int End, Formula Formula, bool Bounded, double Weight, double Weights, bool Fades, double LeastCoverage);

    /// <summary>Fields, not properties, which would copy the test for each eight rows.</summary>
    private readonly struct GuardrailStep(ConditionTest when, GuardrailEffect effect, double limit)
    {
        public readonly ConditionTest When = when;
        public readonly GuardrailEffect Effect = effect;
        public readonly double Limit = limit;
    }
}
