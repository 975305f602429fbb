using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HealthScoring.Profiles;

namespace HealthScoring.Scoring;

/// <summary>
/// Scores customers given as columns of raw values, one column a metric: the very bits that a <c>HealthScorer</c> gives each of them.
/// </summary>
/// <remarks>
/// Immutable and safe to use from several threads at once. It works through blocks of rows that stay in the cache, one customer a vector lane,
/// metrics in canonical order, so the bits are the same for any number of rows, split, thread count or vector width.
/// </remarks>
public sealed class ColumnScorer
{
    private const int BlockRows = 512;
    private const int Lanes = 8;

    // Buffers a whole 4 KiB apart would make the processor mistake one's load for the store to another.
    private const int Stride = BlockRows + 5 * Lanes;

    private readonly Scorecard _scorecard;
    private readonly double[] _cuts;
    private readonly MetricPlan[] _metrics;

    /// <summary>Compiles a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="segment">The segment in which every row is scored, or <see langword="null"/> for the base profile.</param>
    /// <exception cref="ArgumentException">The profile has no such segment.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public ColumnScorer(ScoringProfile profile, string? segment = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Segment? variation = profile.Segments.FirstOrDefault(candidate => candidate.Name == segment);
        if (segment is not null && variation is null)
            throw new ArgumentException($"Profile '{profile.Name}' has no segment '{segment}'.", nameof(segment));
        _scorecard = new(profile, variation);
        _cuts = [.. _scorecard.Tiers.Skip(1).Select(tier => tier.From)];
        _metrics = [.. _scorecard.Metrics.Select(metric => new MetricPlan(metric.Weight, metric.Missing.Kind, metric.Missing.FixedPoints))];
        Columns = _scorecard.Columns.AsReadOnly();
    }

    /// <summary>The names of the columns to give, in this order: the metrics by dimension and name, then the signals by name.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Scores one customer a row.</summary>
    /// <param name="columns">One column for each of <see cref="Columns"/>, all of one length.</param>
    /// <param name="scores">Takes the scores, 0 to 100; NaN for an unscored customer. As long as the columns.</param>
    /// <param name="tiers">Takes the tiers' places, 0 for the lowest; -1 for an unscored customer. As long as the columns.</param>
    /// <param name="coverage">Takes the coverage, 0 to 1; empty where it is not wanted, otherwise as long as the columns.</param>
    /// <exception cref="ArgumentException">
    /// The number of columns or a length is wrong, or an output overlaps a column or another output; nothing is written then.
    /// </exception>
    /// <remarks>Allocates nothing.</remarks>
    public void Score(ReadOnlySpan<MetricColumn> columns, Span<double> scores, Span<int> tiers, Span<double> coverage = default)
    {
        Check(columns, scores, tiers, coverage);
        Span<double> memory = stackalloc double[Stride * Block.Buffers];
        for (int start = 0; start < scores.Length; start += BlockRows)
        {
            int count = Math.Min(BlockRows, scores.Length - start);
            var block = new Block(memory, (count + Lanes - 1) / Lanes * Lanes, start, count);
            ScoreBlock(columns, block);
            ReadOnlySpan<double> scored = block.Sums[..count];
            scored.CopyTo(scores[start..]);
            if (!coverage.IsEmpty)
                block.Coverage[..count].CopyTo(coverage[start..]);
            FindTiers(scored, tiers.Slice(start, count));
        }
    }

    private void Check(ReadOnlySpan<MetricColumn> columns, Span<double> scores, Span<int> tiers, Span<double> coverage)
    {
        if (columns.Length != Columns.Count)
        {
            throw new ArgumentException(
                $"There are {columns.Length} columns, and the profile reads {Columns.Count}: {string.Join(", ", Columns)}.", nameof(columns));
        }
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Length != scores.Length)
            {
                throw new ArgumentException(
                    $"Column '{Columns[i]}' has {columns[i].Length} rows, and there is room for {scores.Length} scores.", nameof(columns));
            }
            if (columns[i].Overlaps(scores) || columns[i].Overlaps(coverage))
                throw new ArgumentException($"Column '{Columns[i]}' overlaps an output.", nameof(columns));
        }
        if (tiers.Length != scores.Length)
            throw new ArgumentException($"There is room for {scores.Length} scores and {tiers.Length} tiers.", nameof(tiers));
        if (!coverage.IsEmpty && coverage.Length != scores.Length)
            throw new ArgumentException($"There is room for {scores.Length} scores and {coverage.Length} coverages.", nameof(coverage));
        if (coverage.Overlaps(scores))
            throw new ArgumentException("The coverage overlaps the scores.", nameof(coverage));
    }

    private void ScoreBlock(ReadOnlySpan<MetricColumn> columns, in Block block)
    {
        block.Withheld.Clear();
        block.Coverage.Clear();
        var overall = new Join(_scorecard.Formula, block.Sums, block.Weights, block.Least, block.Most);
        double weights = 0;
        foreach (DimensionPlan dimension in _scorecard.Dimensions)
        {
            double weight = dimension.Source.Weight;
            weights += weight;
            if (weight > 0)
                AddDimension(columns, block, overall, dimension, weight);
        }
        Finish(columns, block, overall, weights);
    }

    private void AddDimension(ReadOnlySpan<MetricColumn> columns, in Block block, in Join overall, DimensionPlan dimension, double weight)
    {
        var join = new Join(dimension.Formula, block.DimensionSums, block.DimensionWeights, block.DimensionLeast, block.DimensionMost);
        block.Covered.Clear();
        double weights = 0;
        Span<int> group = stackalloc int[Block.Group];
        int size = 0;
        for (int i = dimension.First; i < dimension.First + dimension.Count; i++)
        {
            ProfileMetric metric = _scorecard.Metrics[i];
            weights += metric.Weight;
            if (metric.Weight == 0)
                continue;
            metric.Curve.Evaluate(columns[i].Read(block.Start, block.Count, block.Values), block.Points(size));
            group[size++] = i;
            if (size == Block.Group)
                size = AddMetrics(block, join, group);
        }
        AddMetrics(block, join, group[..size]);

        bool bounded = dimension.Formula.Kind != FormulaKind.Points || _scorecard.Formula.Kind != FormulaKind.Points;
        Vector512<double> share = Vector512.Create(weight), all = Vector512.Create(weights);
        ref double covered = ref block.Covered[0], coverage = ref block.Coverage[0];
        for (nuint i = 0; i < (nuint)block.Rows; i += Lanes)
        {
            Vector512<double> points = join.Result(i, bounded, out Vector512<double> present);
            overall.Store(i, overall.Add(overall.Load(i), points, share, present));
            Add(ref coverage, i, share * (Vector512.LoadUnsafe(ref covered, i) / all));
        }
    }

    /// <summary>Adds the points of some metrics, whose numbers stay in registers from one metric to the next. Returns 0.</summary>
    private int AddMetrics(in Block block, in Join join, ReadOnlySpan<int> metrics)
    {
        ReadOnlySpan<MetricPlan> plans = _metrics;
        ref double points = ref block.Points(0)[0], covereds = ref block.Covered[0], withheld = ref block.Withheld[0];
        for (nuint i = 0; i < (nuint)block.Rows; i += Lanes)
        {
            Join.Lane lane = join.Load(i);
            Vector512<double> covered = Vector512.LoadUnsafe(ref covereds, i);
            nuint place = i;
            foreach (int metric in metrics)
            {
                ref readonly MetricPlan plan = ref plans[metric];
                Vector512<double> value = Vector512.LoadUnsafe(ref points, place);
                Vector512<double> known = Vector512.Equals(value, value), weight = Vector512.Create(plan.Weight);
                covered += known & weight;
                if (plan.Missing != MissingPolicyKind.Exclude)
                {
                    if (plan.Missing == MissingPolicyKind.Required)
                        (Vector512.LoadUnsafe(ref withheld, i) | ~known).StoreUnsafe(ref withheld, i);
                    else
                        (value, known) = (Vector512.ConditionalSelect(known, value, Vector512.Create(plan.Points)), Vector512<double>.AllBitsSet);
                }
                lane = join.Add(lane, value, weight, known);
                place += Stride;
            }
            covered.StoreUnsafe(ref covereds, i);
            join.Store(i, lane);
        }
        return 0;
    }

    private void Finish(ReadOnlySpan<MetricColumn> columns, in Block block, in Join overall, double weights)
    {
        Limit(columns, block);
        Vector512<double> all = Vector512.Create(weights);
        Vector512<double> least = Vector512.Create(_scorecard.Profile.MinimumCoverage - Scorecard.Tolerance);
        ref double scores = ref block.Sums[0], coverages = ref block.Coverage[0], withheld = ref block.Withheld[0];
        ref double ceilings = ref block.Ceiling[0], grounds = ref block.Ground[0];
        for (nuint i = 0; i < (nuint)block.Rows; i += Lanes)
        {
            Vector512<double> score = overall.Result(i, bounded: true, out Vector512<double> present);
            Vector512<double> ceiling = Vector512.LoadUnsafe(ref ceilings, i);
            Vector512<double> ground = Vector512.MinNative(Vector512.LoadUnsafe(ref grounds, i), ceiling);
            score = Vector512.ConditionalSelect(Vector512.GreaterThan(score, ceiling), ceiling, score);
            score = Vector512.ConditionalSelect(Vector512.LessThan(score, ground), ground, score);
            Vector512<double> coverage = Vector512.LoadUnsafe(ref coverages, i) / all;
            coverage.StoreUnsafe(ref coverages, i);
            Vector512<double> scored = present & Vector512.GreaterThanOrEqual(coverage, least) & ~Vector512.LoadUnsafe(ref withheld, i);
            Vector512.ConditionalSelect(scored, score, Vector512.Create(double.NaN)).StoreUnsafe(ref scores, i);
        }
    }

    /// <summary>Finds the lowest matching cap and the highest matching floor of every row, and the rows whose score is withheld.</summary>
    private void Limit(ReadOnlySpan<MetricColumn> columns, in Block block)
    {
        block.Ceiling.Fill(100);
        block.Ground.Clear();
        foreach ((Guardrail rule, int column) in _scorecard.Guardrails)
        {
            ref double values = ref MemoryMarshal.GetReference(columns[column].Read(block.Start, block.Count, block.Values));
            ref double target = ref (rule.Effect switch
            {
                GuardrailEffect.Cap => block.Ceiling,
                GuardrailEffect.Floor => block.Ground,
                _ => block.Withheld,
            })[0];
            Vector512<double> limit = Vector512.Create(rule.Limit);
            for (nuint i = 0; i < (nuint)block.Rows; i += Lanes)
            {
                Vector512<double> matches = Holds(rule.When, Vector512.LoadUnsafe(ref values, i));
                Vector512<double> before = Vector512.LoadUnsafe(ref target, i);
                Vector512<double> after = rule.Effect switch
                {
                    GuardrailEffect.Cap => Vector512.ConditionalSelect(matches, Vector512.MinNative(limit, before), before),
                    GuardrailEffect.Floor => Vector512.ConditionalSelect(matches, Vector512.MaxNative(limit, before), before),
                    _ => before | matches,
                };
                after.StoreUnsafe(ref target, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Holds(Condition condition, Vector512<double> value)
    {
        Vector512<double> bound = Vector512.Create(condition.Bound);
        // False for NaN and for infinities, which are missing.
        Vector512<double> known = Vector512.Equals(value - value, Vector512<double>.Zero);
        return condition.Operator switch
        {
            ConditionOperator.Below => known & Vector512.LessThan(value, bound),
            ConditionOperator.AtMost => known & Vector512.LessThanOrEqual(value, bound),
            ConditionOperator.Above => known & Vector512.GreaterThan(value, bound),
            ConditionOperator.AtLeast => known & Vector512.GreaterThanOrEqual(value, bound),
            ConditionOperator.Between => known & Vector512.GreaterThanOrEqual(value, bound)
                & Vector512.LessThanOrEqual(value, Vector512.Create(condition.UpperBound)),
            _ => ~known,
        };
    }

    private void FindTiers(ReadOnlySpan<double> scores, Span<int> tiers)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            int tier = double.IsNaN(scores[i]) ? -1 : 0;
            foreach (double cut in _cuts)
                tier += scores[i] >= cut ? 1 : 0;
            tiers[i] = tier;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref double sums, nuint index, Vector512<double> vector) =>
        (Vector512.LoadUnsafe(ref sums, index) + vector).StoreUnsafe(ref sums, index);

    /// <summary>Parts on their way into one number: their running sum, weight, smallest and largest, a lane a row.</summary>
    private readonly ref struct Join
    {
        private readonly FormulaKind _kind;
        private readonly ref double _sums;
        private readonly ref double _weights;
        private readonly ref double _least;
        private readonly ref double _most;

        public readonly record struct Lane(Vector512<double> Sum, Vector512<double> Weight, Vector512<double> Least, Vector512<double> Most);

        public Join(Formula formula, Span<double> sums, Span<double> weights, Span<double> least, Span<double> most)
        {
            _kind = formula.Kind;
            _sums = ref sums[0];
            _weights = ref weights[0];
            _least = ref least[0];
            _most = ref most[0];
            sums.Fill(formula.InitialPoints);
            weights.Clear();
            least.Fill(double.PositiveInfinity);
            most.Fill(double.NegativeInfinity);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lane Load(nuint index) => new(Vector512.LoadUnsafe(ref _sums, index), Vector512.LoadUnsafe(ref _weights, index),
            Vector512.LoadUnsafe(ref _least, index), Vector512.LoadUnsafe(ref _most, index));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(nuint index, Lane lane)
        {
            lane.Sum.StoreUnsafe(ref _sums, index);
            lane.Weight.StoreUnsafe(ref _weights, index);
            lane.Least.StoreUnsafe(ref _least, index);
            lane.Most.StoreUnsafe(ref _most, index);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lane Add(Lane lane, Vector512<double> points, Vector512<double> weight, Vector512<double> present) => new(
            lane.Sum + (present & (_kind == FormulaKind.Points ? points : weight * points)),
            lane.Weight + (present & weight),
            Vector512.ConditionalSelect(present, Vector512.MinNative(points, lane.Least), lane.Least),
            Vector512.ConditionalSelect(present, Vector512.MaxNative(points, lane.Most), lane.Most));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Result(nuint index, bool bounded, out Vector512<double> present)
        {
            Vector512<double> weights = Vector512.LoadUnsafe(ref _weights, index);
            Vector512<double> result = Vector512.LoadUnsafe(ref _kind == FormulaKind.Lowest ? ref _least : ref _sums, index);
            present = Vector512.GreaterThan(weights, Vector512<double>.Zero);
            if (_kind == FormulaKind.WeightedMean)
            {
                result = Vector512.MaxNative(result / weights, Vector512.LoadUnsafe(ref _least, index));
                result = Vector512.MinNative(result, Vector512.LoadUnsafe(ref _most, index));
            }
            return bounded
                ? Vector512.MinNative(Vector512.MaxNative(result, Vector512<double>.Zero), Vector512.Create(100.0)) + Vector512<double>.Zero
                : result;
        }
    }

    /// <summary>The numbers of one block of rows, a lane a row.</summary>
    private readonly ref struct Block(Span<double> memory, int rows, int start, int count)
    {
        public const int Group = 8;
        public const int Buffers = 14 + Group;

        private readonly Span<double> _memory = memory;

        public int Rows => rows;

        public int Start => start;

        public int Count => count;

        public Span<double> Values => Buffer(0);

        public Span<double> DimensionSums => Buffer(1);

        public Span<double> DimensionWeights => Buffer(2);

        public Span<double> DimensionLeast => Buffer(3);

        public Span<double> DimensionMost => Buffer(4);

        public Span<double> Covered => Buffer(5);

        /// <summary>First the sums of the dimensions, at last the scores.</summary>
        public Span<double> Sums => Buffer(6);

        public Span<double> Weights => Buffer(7);

        public Span<double> Least => Buffer(8);

        public Span<double> Most => Buffer(9);

        public Span<double> Coverage => Buffer(10);

        public Span<double> Ceiling => Buffer(11);

        public Span<double> Ground => Buffer(12);

        /// <summary>All bits set where the score is withheld.</summary>
        public Span<double> Withheld => Buffer(13);

        /// <summary>The points of one metric of a group.</summary>
        public Span<double> Points(int place) => Buffer(14 + place);

        private Span<double> Buffer(int place) => _memory.Slice(place * Stride, rows);
    }

    private readonly record struct MetricPlan(double Weight, MissingPolicyKind Missing, double Points);
}
