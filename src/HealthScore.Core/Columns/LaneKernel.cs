using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Columns;

/// <summary>Scores rows of several segments by lanes; <typeparamref name="TChoice"/> says of how many scorecards one may be.</summary>
internal sealed class LaneKernel<TChoice> : MixedKernel
    where TChoice : struct, MixedKernel.IChoice
{
    private const int Lanes = ColumnKernel.Lanes;
    private const int Stride = ColumnKernel.Stride;

    private readonly MetricStep[] _metrics;
    private readonly DimensionStep[] _dimensions;
    private readonly CoveragePart[] _coverageParts;
    private readonly GuardrailStep[] _guardrails;
    private readonly bool _joins;
    private readonly Formula _formula;
    private readonly int _dimensionWeights;
    private readonly int _dimensionWeight;
    private readonly double _leastCoverage;
    private readonly int _cuts;
    private readonly int _cutCount;
    private readonly AlignedMemory _numbers;

    public LaneKernel(Plan plan, Dictionary<Curve, CurveTable> curves)
    {
        Scorecard[] scorecards = [.. Enumerable.Range(0, TChoice.Scorecards)
            .Select(i => i < plan.Segments.Length ? plan.Segments[i].Scorecard : plan.Base)];
        var numbers = new List<double>();
        int[] dimensions = [.. Enumerable.Range(0, plan.Base.Dimensions.Length).Where(i => scorecards.Any(card => card.Dimensions[i].Counts))];
        var metrics = new List<MetricStep>();
        var steps = new List<DimensionStep>();
        foreach (int i in dimensions)
        {
            int weights = numbers.Count;
            (int firstOwn, int owns) = plan.Base.Dimensions[i].Metrics.GetOffsetAndLength(plan.Base.Metrics.Length);
            int[] own = [.. Enumerable.Range(firstOwn, owns).Where(j => scorecards.Any(card => card.Metrics[j].Counts))];
            foreach (int metric in own)
                Add(card => card.Metrics[metric].Weight);
            metrics.AddRange(own.Select(StepOf));
            DimensionPlan dimension = plan.Base.Dimensions[i];
            steps.Add(new(metrics.Count, dimension.Formula, dimension.IsBounded, weights,
                Add(card => card.Dimensions[i].Counts ? card.Dimensions[i].MetricWeight : 1)));
        }
        (_metrics, _dimensions, _formula) = ([.. metrics], [.. steps], plan.Base.Formula);
        _dimensionWeights = numbers.Count;
        foreach (int i in dimensions)
            Add(card => card.Dimensions[i].Weight);
        _dimensionWeight = Add(card => card.DimensionWeight);
        _leastCoverage = plan.Base.LeastCoverage;
        _coverageParts = [.. metrics.Select(metric => (metric.Column, Shares: scorecards.Select(card => ShareOf(card, metric.Column)).ToArray()))
            .OrderByDescending(part => part.Shares.Min())
            .Select(part => new CoveragePart(part.Column, Add(card => part.Shares[Array.IndexOf(scorecards, card)])))];
        int[] counting = new int[plan.Base.Dimensions.Length];
        Array.Fill(counting, -1);
        for (int i = 0; i < dimensions.Length; i++)
            counting[dimensions[i]] = i;
        _guardrails = [.. scorecards.SelectMany((card, i) => card.Guardrails.Select(guardrail => (Plan: guardrail, Scorecard: i)))
                .GroupBy(one => one.Plan.Rule).SelectMany(rule => TestsOf([.. rule])),
            .. scorecards.SelectMany(card => card.Required).Select(metric => metric.Index).Distinct().Select(column => new GuardrailStep(
                new(ConditionStep.IsMissing(column)), GuardrailEffect.Unscored, Add(card => card.Metrics[column].IsRequired ? 1 : 0)))];
        int most = scorecards.Max(card => card.Guardrails.Length + card.Required.Length);
        DiffersLittle = _metrics.Sum(metric => metric.Variations.Length) + _guardrails.Length - most <= _metrics.Length;
        _joins = Array.Exists(_guardrails, guardrail => guardrail.When.Joins);
        (_cuts, _cutCount) = (numbers.Count, plan.Base.TierCuts.Length);
        for (int i = 0; i < _cutCount; i++)
            Add(card => card.TierCuts[i]);
        _numbers = new(numbers.Count);
        numbers.CopyTo(_numbers.Span);

        // Takes a number of each scorecard, and says where they are.
        int Add(Func<Scorecard, double> number)
        {
            numbers.AddRange(scorecards.Select(number));
            return numbers.Count - TChoice.Scorecards;
        }

        MetricStep StepOf(int metric)
        {
            MetricPlan[] own = [.. scorecards.Select(card => card.Metrics[metric])];
            CurveTable?[] tables = [.. own.Select(plan => plan.Counts
                ? CollectionsMarshal.GetValueRefOrAddDefault(curves, plan.Curve, out _) ??= new(plan.Curve) : null)];
            CurveTable first = Array.FindLast(tables, table => table is not null)!;
            return new(metric, first, own[0].MissingPoints,
                [.. tables.Where(table => table is not null && table != first).Distinct().Select(table => VariationOf(table, tables))],
                tables.Contains(null) ? VariationOf(null, tables) : null);
        }

        Variation VariationOf(CurveTable? table, CurveTable?[] tables)
        {
            int its = 0;
            for (int i = 0; i < tables.Length; i++)
                its |= tables[i] == table ? 1 << i : 0;
            int place = numbers.Count;
            numbers.AddRange(tables.Select(other => other == table ? 1.0 : 0));
            return new(table, its, place);
        }

        // A rule that several scorecards have is tested once, unless a condition on points begins elsewhere because their sums are of other sizes.
        IEnumerable<GuardrailStep> TestsOf((GuardrailPlan Plan, int Scorecard)[] ofRule)
        {
            while (ofRule.Length > 0)
            {
                ConditionPlan when = ofRule[0].Plan.When;
                GuardrailEffect effect = ofRule[0].Plan.Rule.Effect;
                // A scorecard without it has a limit that changes nothing.
                double[] limits = [.. scorecards.Select(_ => effect == GuardrailEffect.Cap ? double.PositiveInfinity : 0)];
                foreach ((GuardrailPlan plan, int scorecard) in ofRule.Where(own => AsksTheSame(own.Plan.When, when)))
                    limits[scorecard] = effect == GuardrailEffect.Unscored ? 1 : plan.Limit;
                int place = numbers.Count;
                numbers.AddRange(limits);
                yield return new(new(when, dimension => counting[dimension]), effect, place);
                ofRule = [.. ofRule.Where(own => !AsksTheSame(own.Plan.When, when))];
            }
        }

        static bool AsksTheSame(ConditionPlan one, ConditionPlan other) =>
            one.Questions.Zip(other.Questions).All(pair => pair.First.Ranges.SequenceEqual(pair.Second.Ranges));

        static double ShareOf(Scorecard card, int column) => !card.Metrics[column].Counts ? 0
            : card.Dimensions[card.Metrics[column].Dimension].Weight / card.DimensionWeight
                * (card.Metrics[column].Weight / card.Dimensions[card.Metrics[column].Dimension].MetricWeight);
    }

    public override bool DiffersLittle { get; }

    public override void Score(ReadOnlySpan<ColumnSource> columns, ReadOnlySpan<int> segments, Span<double> work,
        Span<double> scores, Span<int> tiers, Span<double> coverage)
    {
        int rows = segments.Length, used = ScorecardsIn(segments);
        ref int firstSegment = ref MemoryMarshal.GetReference(segments);
        ref double results = ref work[_metrics.Length * Stride], unguarded = ref work[^Stride];
        for ((int i, int first) = (0, 0); i < _dimensions.Length; first = _dimensions[i++].End)
        {
            ref readonly DimensionStep dimension = ref _dimensions[i];
            for (int j = first; j < dimension.End; j++)
                Evaluate(_metrics[j], columns, segments, used, ref work[j * Stride], ref unguarded);
            Combine(dimension.Formula, ref _numbers.Span[dimension.Weights], dimension.End - first, ref work[first * Stride], ref firstSegment, rows,
                dimension.Bounded, PartJoin.Absent, ref Unsafe.Add(ref results, i * Stride));
        }
        Combine(_formula, ref _numbers.Span[_dimensionWeights], _dimensions.Length, ref results, ref firstSegment, rows, bounded: true, double.NaN,
            ref unguarded);
        if (!coverage.IsEmpty)
        {
            for (int row = 0; row < rows; row += Lanes)
                Cover(columns, row, ScorecardsOf(segments, row), ref Unsafe.Add(ref unguarded, row)).StoreUnsafe(ref coverage[row]);
        }
        else if (_leastCoverage > 0)
        {
            RequireCoverage(columns, segments, ref unguarded);
        }
        if (_joins)
            GuardAndRank<ConditionTest.Joining>(columns, segments, ref results, ref unguarded, scores, tiers);
        else
            GuardAndRank<ConditionTest.NotJoining>(columns, segments, ref results, ref unguarded, scores, tiers);
    }

    /// <summary>The bits of the scorecards that any row has.</summary>
    private static int ScorecardsIn(ReadOnlySpan<int> segments)
    {
        Vector256<uint> bits = Vector256<uint>.Zero, slot = Vector256.Create((uint)TChoice.Scorecards - 1);
        for (int row = 0; row < segments.Length; row += Lanes)
        {
            Vector256<int> eight = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(segments), (nuint)row);
            bits |= Avx2.ShiftLeftLogicalVariable(Vector256<uint>.One, eight.AsUInt32() & slot);
        }
        uint used = 0;
        for (int lane = 0; lane < Lanes; lane++)
            used |= bits[lane];
        return (int)used;
    }

    /// <summary>Eight rows' scorecards, of whose numbers the lowest bits choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> ScorecardsOf(ReadOnlySpan<int> segments, int row) =>
        Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(segments), (nuint)row));

    /// <summary>Each lane's own of the numbers that begin somewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Choose(ref double numbers, int place, Vector512<long> scorecards) =>
        TChoice.Choose(ref Unsafe.Add(ref numbers, place), scorecards);

    /// <summary>Finds a metric's points, by the curve of each row's scorecard; NaN where that has no weight for it.</summary>
    private void Evaluate(
        in MetricStep metric, ReadOnlySpan<ColumnSource> columns, ReadOnlySpan<int> segments, int used, ref double points, ref double others)
    {
        ref double values = ref columns[metric.Column].At(0);
        metric.Curve.Evaluate(ref values, ref points, (nuint)segments.Length);
        foreach (Variation variation in metric.Variations)
        {
            if ((variation.Scorecards & used) == 0)
                continue;
            variation.Curve!.Evaluate(ref values, ref others, (nuint)segments.Length);
            Merge(variation.Place, segments, ref others, ref points);
        }
        if (metric.MissingPoints is { } missing)
            ColumnKernel.Fill(ref points, segments.Length, missing);
        if (metric.WithoutWeight is { } without && (without.Scorecards & used) != 0)
        {
            MemoryMarshal.CreateSpan(ref others, segments.Length).Fill(double.NaN);
            Merge(without.Place, segments, ref others, ref points);
        }
    }

    /// <summary>Puts other points in the place of those of some scorecards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Merge(int place, ReadOnlySpan<int> segments, ref double others, ref double points)
    {
        ref double its = ref _numbers.Span[place];
        for (int row = 0; row < segments.Length; row += Lanes)
        {
            Vector512<double> isIts = TChoice.Choose(ref its, ScorecardsOf(segments, row));
            Vector512.ConditionalSelect(Vector512.Equals(isIts, Vector512.Create(1.0)), Vector512.LoadUnsafe(ref others, (nuint)row),
                Vector512.LoadUnsafe(ref points, (nuint)row)).StoreUnsafe(ref points, (nuint)row);
        }
    }

    /// <summary>Joins parts into one number: metrics into a dimension, dimensions into the score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Combine(Formula formula, ref double weights, int parts, ref double points, ref int segments, int rows, bool bounded,
        double absent, ref double results)
    {
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            Vector512<long> scorecards = Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref segments, row));
            var join = new PartJoin(Vector512.Create(formula.InitialPoints));
            nuint index = row, place = 0;
            for (int left = parts; left > 0; left--)
            {
                Vector512<double> weight = TChoice.Choose(ref Unsafe.Add(ref weights, place), scorecards);
                Vector512<double> factor = formula.Kind == FormulaKind.Points ? Vector512.Create(1.0) : weight;
                join.Add(Vector512.LoadUnsafe(ref points, index), factor, weight);
                index += Stride;
                place += (nuint)TChoice.Scorecards;
            }
            join.Result(formula.Kind, bounded, absent).StoreUnsafe(ref results, row);
        }
    }

    /// <summary>Takes the scores of rows with too little data, as <see cref="ColumnKernel"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void RequireCoverage(ReadOnlySpan<ColumnSource> columns, ReadOnlySpan<int> segments, ref double scores)
    {
        ref double numbers = ref _numbers.Span[0];
        Vector512<double> enough = Vector512.Create(_leastCoverage + Precision.LeastTolerance);
        for (int row = 0; row < segments.Length; row += Lanes)
        {
            Vector512<long> scorecards = ScorecardsOf(segments, row);
            Vector512<double> covered = Vector512<double>.Zero;
            int i = 0;
            do
            {
                Vector512<double> isNumber = ColumnSource.IsNumber(columns[_coverageParts[i].Column].Load(row));
                covered += isNumber & Choose(ref numbers, _coverageParts[i].Shares, scorecards);
                i++;
            }
            while (i < _coverageParts.Length && !Vector512.GreaterThanOrEqualAll(covered, enough));
            if (!Vector512.GreaterThanOrEqualAll(covered, enough))
                Cover(columns, row, scorecards, ref Unsafe.Add(ref scores, row));
        }
    }

    /// <summary>Finds the share of the weight that had usable data in eight rows, and takes the score where it is too small.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector512<double> Cover(ReadOnlySpan<ColumnSource> columns, int row, Vector512<long> scorecards, ref double scores)
    {
        ref double numbers = ref _numbers.Span[0];
        Vector512<double> covered = Vector512<double>.Zero;
        for ((int i, int first) = (0, 0); i < _dimensions.Length; first = _dimensions[i++].End)
        {
            ref readonly DimensionStep dimension = ref _dimensions[i];
            Vector512<double> known = Vector512<double>.Zero;
            for (int j = first; j < dimension.End; j++)
            {
                known += ColumnSource.IsNumber(columns[_metrics[j].Column].Load(row))
                    & Choose(ref numbers, dimension.Weights + (j - first) * TChoice.Scorecards, scorecards);
            }
            covered += Choose(ref numbers, _dimensionWeights + i * TChoice.Scorecards, scorecards)
                * (known / Choose(ref numbers, dimension.MetricWeights, scorecards));
        }
        covered /= Choose(ref numbers, _dimensionWeight, scorecards);
        Vector512<double> enough = Vector512.GreaterThanOrEqual(covered, Vector512.Create(_leastCoverage));
        Vector512.ConditionalSelect(enough, Vector512.LoadUnsafe(ref scores), Vector512.Create(double.NaN)).StoreUnsafe(ref scores);
        return covered;
    }

    /// <summary>Guards scores and finds their tiers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void GuardAndRank<TJoining>(ReadOnlySpan<ColumnSource> columns, ReadOnlySpan<int> segments, ref double dimensions, ref double unguarded,
        Span<double> scores, Span<int> tiers)
        where TJoining : struct, ConditionTest.IJoining
    {
        ref double numbers = ref _numbers.Span[0];
        for (int row = 0; row < segments.Length; row += Lanes)
        {
            Vector512<long> scorecards = ScorecardsOf(segments, row);
            Vector512<double> score = Vector512.LoadUnsafe(ref unguarded, (nuint)row);
            if (_guardrails.Length > 0)
                score = Guard<TJoining>(columns, row, scorecards, ref numbers, ref Unsafe.Add(ref dimensions, row), score);
            score.StoreUnsafe(ref scores[row]);
            Vector512<long> tier = Vector512<long>.AllBitsSet;
            for (int i = 0; i < _cutCount; i++)
            {
                Vector512<double> cut = Choose(ref numbers, _cuts + i * TChoice.Scorecards, scorecards);
                tier = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(score, cut).AsInt64(), tier + Vector512<long>.One, tier);
            }
            Vector256.Narrow(tier.GetLower(), tier.GetUpper()).StoreUnsafe(ref tiers[row]);
        }
    }

    /// <summary>The score after guardrails; NaN where it is withheld or there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Guard<TJoining>(ReadOnlySpan<ColumnSource> columns, int row, Vector512<long> scorecards, ref double numbers,
        ref double dimensions, Vector512<double> score)
        where TJoining : struct, ConditionTest.IJoining
    {
        Vector512<double> ceiling = Vector512.Create(100.0), ground = Vector512<double>.Zero, withheld = ~Vector512.Equals(score, score);
        foreach (ref readonly GuardrailStep guardrail in _guardrails.AsSpan())
        {
            Vector512<double> matches = guardrail.When.Matches<TJoining>(columns, row, ref dimensions);
            Vector512<double> limit = Choose(ref numbers, guardrail.Limits, scorecards);
            if (guardrail.Effect == GuardrailEffect.Cap)
                ceiling = Vector512.ConditionalSelect(matches, Vector512.MinNative(ceiling, limit), ceiling);
            else if (guardrail.Effect == GuardrailEffect.Floor)
                ground = Vector512.ConditionalSelect(matches, Vector512.MaxNative(ground, limit), ground);
            else
                withheld |= matches & Vector512.GreaterThan(limit, Vector512<double>.Zero);
        }
        score = Vector512.MinNative(score, ceiling);
        score = Vector512.MaxNative(score, Vector512.MinNative(ground, ceiling)) + Vector512<double>.Zero;
        return Vector512.ConditionalSelect(withheld, Vector512.Create(double.NaN), score);
    }

    /// <summary>
    /// A metric, the curve of most scorecards, the points for a missing value, the other curves, and the scorecards in which it does not count.
    /// </summary>
    private readonly record struct MetricStep(
        int Column, CurveTable Curve, double? MissingPoints, Variation[] Variations, Variation? WithoutWeight);

    /// <summary>What some scorecards have instead: their bits, and where a 1 stands for each of them.</summary>
    private readonly record struct Variation(CurveTable? Curve, int Scorecards, int Place);

    /// <summary>
    /// A dimension: its metrics are those before <paramref name="End"/> that no earlier one has. Where their weights begin, one metric's after the
    /// other's, and where the sums of these are.
    /// </summary>
    private readonly record struct DimensionStep(int End, Formula Formula, bool Bounded, int Weights, int MetricWeights);

    /// <summary>A metric's column, and where its shares of the whole weight are, about.</summary>
    private readonly record struct CoveragePart(int Column, int Shares);

    /// <summary>Fields, not properties, which would copy the test for each eight rows.</summary>
    private readonly struct GuardrailStep(ConditionTest when, GuardrailEffect effect, int limits)
    {
        public readonly ConditionTest When = when;
        public readonly GuardrailEffect Effect = effect;
        public readonly int Limits = limits;
    }
}
