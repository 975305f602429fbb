using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HealthScoring.Curves;
using HealthScoring.Profiles;

namespace HealthScoring.Scoring;

/// <summary>
/// Scores eight rows at a time by one scorecard, a row a lane, all numbers in registers. Every lane does what
/// <see cref="Scorecard.Evaluate"/> does, in the same order, so the bits are the same.
/// </summary>
internal sealed class ColumnKernel
{
    public const int Lanes = 8;

    private readonly MetricStep[] _metrics;
    private readonly DimensionStep[] _dimensions;
    private readonly GuardrailStep[] _guardrails;
    private readonly double[] _cuts;
    private readonly FormulaKind _formula;
    private readonly double _initialPoints;
    private readonly double _weights;
    private readonly double _leastCoverage;

    public ColumnKernel(Scorecard scorecard)
    {
        var metrics = new List<MetricStep>();
        var dimensions = new List<DimensionStep>();
        foreach (DimensionPlan dimension in scorecard.Dimensions)
        {
            double weight = dimension.Source.Weight;
            double weights = 0;
            _weights += weight;
            for (int i = dimension.First; i < dimension.First + dimension.Count; i++)
            {
                ProfileMetric metric = scorecard.Metrics[i];
                weights += metric.Weight;
                if (metric.Weight > 0 && weight > 0)
                {
                    metrics.Add(new(i, new(metric.Curve), metric.Missing.Kind, metric.Missing.FixedPoints, metric.Weight,
                        dimension.Formula.Kind == FormulaKind.Points ? 1 : metric.Weight));
                }
            }
            if (weight > 0)
            {
                bool bounded = dimension.Formula.Kind != FormulaKind.Points || scorecard.Formula.Kind != FormulaKind.Points;
                dimensions.Add(new(metrics.Count, dimension.Formula.Kind, dimension.Formula.InitialPoints, bounded, weights, weight,
                    scorecard.Formula.Kind == FormulaKind.Points ? 1 : weight));
            }
        }
        _metrics = [.. metrics];
        _dimensions = [.. dimensions];
        _guardrails = [.. scorecard.Guardrails.Select(guardrail => 
            new GuardrailStep(ConditionStep.Of(guardrail.Rule.When, guardrail.Column), guardrail.Rule.Effect, guardrail.Rule.Limit))];
        Columns = [.. _metrics.Select(metric => metric.Column).Concat(_guardrails.Select(guardrail => guardrail.When.Column)).Distinct()];
        _cuts = [.. scorecard.Tiers.Select(tier => tier.From)];
        _formula = scorecard.Formula.Kind;
        _initialPoints = scorecard.Formula.InitialPoints;
        _leastCoverage = scorecard.Profile.MinimumCoverage - Scorecard.Tolerance;
    }

    /// <summary>The places of the columns it reads.</summary>
    public int[] Columns { get; }

    /// <summary>Scores whole vectors of rows.</summary>
    /// <param name="columns">The raw values; NaN and infinities are missing.</param>
    /// <param name="rows">How many rows, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="scores">Takes as many scores; NaN where unscored.</param>
    /// <param name="tiers">Takes as many tiers; -1 where unscored.</param>
    /// <param name="coverage">Takes as many coverages; empty where they are not wanted.</param>
    public void Score(ReadOnlySpan<ColumnSource> columns, int rows, Span<double> scores, Span<int> tiers, Span<double> coverage)
    {
        ref double scored = ref MemoryMarshal.GetReference(scores);
        ref int found = ref MemoryMarshal.GetReference(tiers);
        bool covering = !coverage.IsEmpty || _leastCoverage > 0;
        for (int row = 0; row < rows; row += Lanes)
        {
            var overall = Join.Start(_initialPoints);
            Vector512<double> covered = Vector512<double>.Zero, withheld = Vector512<double>.Zero;
            int i = 0;
            foreach (ref readonly DimensionStep dimension in _dimensions.AsSpan())
            {
                var join = Join.Start(dimension.InitialPoints);
                Vector512<double> known = Vector512<double>.Zero;
                for (; i < dimension.End; i++)
                {
                    ref readonly MetricStep metric = ref _metrics[i];
                    Vector512<double> values = columns[metric.Column].Load(row);
                    Vector512<double> present = IsNumber(values), points = metric.Curve.Points(values);
                    if (covering)
                        known = Vector512.ConditionalSelect(present, known + Vector512.Create(metric.Weight), known);
                    if (metric.Missing == MissingPolicyKind.Required)
                        withheld |= ~present;
                    else if (metric.Missing == MissingPolicyKind.Points)
                        (points, present) = (Vector512.ConditionalSelect(present, points, Vector512.Create(metric.MissingPoints)), Vector512<double>.AllBitsSet);
                    join = join.Add(points, metric.Weight, metric.Factor, present);
                }
                Vector512<double> result = join.Result(dimension.Formula, dimension.Bounded);
                overall = overall.Add(result, dimension.Weight, dimension.Factor, join.IsPresent);
                if (covering)
                    covered += Vector512.Create(dimension.Weight) * (known / Vector512.Create(dimension.Weights));
            }
            Vector512<double> score = Guard(columns, row, overall.Result(_formula, bounded: true), ref withheld);
            withheld |= ~overall.IsPresent;
            if (covering)
            {
                covered /= Vector512.Create(_weights);
                withheld |= Vector512.LessThan(covered, Vector512.Create(_leastCoverage));
                if (!coverage.IsEmpty)
                    covered.StoreUnsafe(ref MemoryMarshal.GetReference(coverage), (nuint)row);
            }
            score = Vector512.ConditionalSelect(withheld, Vector512.Create(double.NaN), score);
            score.StoreUnsafe(ref scored, (nuint)row);
            TierOf(score).StoreUnsafe(ref found, (nuint)row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> IsNumber(Vector512<double> values) =>
        Vector512.LessThanOrEqual(Vector512.Abs(values), Vector512.Create(double.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Guard(ReadOnlySpan<ColumnSource> columns, int row, Vector512<double> score, ref Vector512<double> withheld)
    {
        Vector512<double> ceiling = Vector512.Create(100.0), ground = Vector512<double>.Zero;
        foreach (ref readonly GuardrailStep guardrail in _guardrails.AsSpan())
        {
            Vector512<double> matches = guardrail.When.Matches(columns[guardrail.When.Column].Load(row));
            Vector512<double> limit = Vector512.Create(guardrail.Limit);
            if (guardrail.Effect == GuardrailEffect.Cap)
                ceiling = Vector512.ConditionalSelect(matches, Vector512.MinNative(ceiling, limit), ceiling);
            else if (guardrail.Effect == GuardrailEffect.Floor)
                ground = Vector512.ConditionalSelect(matches, Vector512.MaxNative(ground, limit), ground);
            else
                withheld |= matches;
        }
        score = Vector512.MinNative(score, ceiling);
        return Vector512.MaxNative(score, Vector512.MinNative(ground, ceiling)) + Vector512<double>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> TierOf(Vector512<double> score)
    {
        Vector512<long> tier = Vector512<long>.AllBitsSet;
        foreach (double cut in _cuts)
            tier -= Vector512.GreaterThanOrEqual(score, Vector512.Create(cut)).AsInt64();
        return Vector256.Narrow(tier.GetLower(), tier.GetUpper());
    }

    /// <summary>Parts on their way into one number: the same arithmetic for metrics in a dimension and for dimensions in the score.</summary>
    private readonly struct Join(Vector512<double> sum, Vector512<double> weight, Vector512<double> least, Vector512<double> most)
    {
        private readonly Vector512<double> _sum = sum;
        private readonly Vector512<double> _weight = weight;
        private readonly Vector512<double> _least = least;
        private readonly Vector512<double> _most = most;

        public Vector512<double> IsPresent
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.GreaterThan(_weight, Vector512<double>.Zero);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Join Start(double initialPoints) => new(Vector512.Create(initialPoints), Vector512<double>.Zero,
            Vector512.Create(double.PositiveInfinity), Vector512.Create(double.NegativeInfinity));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Join Add(Vector512<double> points, double weight, double factor, Vector512<double> present) => new(
            Vector512.ConditionalSelect(present, _sum + Vector512.Create(factor) * points, _sum),
            Vector512.ConditionalSelect(present, _weight + Vector512.Create(weight), _weight),
            Vector512.ConditionalSelect(present, Vector512.MinNative(_least, points), _least),
            Vector512.ConditionalSelect(present, Vector512.MaxNative(_most, points), _most));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Result(FormulaKind formula, bool bounded)
        {
            Vector512<double> result = formula switch
            {
                FormulaKind.WeightedMean => Vector512.MinNative(Vector512.MaxNative(_sum / _weight, _least), _most),
                FormulaKind.Points => _sum,
                _ => _least,
            };
            return bounded
                ? Vector512.MinNative(Vector512.MaxNative(result, Vector512<double>.Zero), Vector512.Create(100.0)) + Vector512<double>.Zero
                : result;
        }
    }

    private readonly record struct MetricStep(
        int Column, CurveTable Curve, MissingPolicyKind Missing, double MissingPoints, double Weight, double Factor);

    /// <summary>A dimension: its metrics are those before <paramref name="End"/> that no earlier one has.</summary>
    private readonly record struct DimensionStep(
        int End, FormulaKind Formula, double InitialPoints, bool Bounded, double Weights, double Weight, double Factor);

    private readonly record struct GuardrailStep(ConditionStep When, GuardrailEffect Effect, double Limit);
}
