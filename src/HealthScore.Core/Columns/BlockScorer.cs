using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring.Columns;

/// <summary>Scores blocks of rows, each row by its own segment's scorecard. Immutable except for a stock of memory to work in.</summary>
internal sealed class BlockScorer
{
    // Enough rows of a segment for a block of them to pay, and few enough to stay near.
    private const int GatheredRows = 512;

    private readonly SegmentKernel _base;
    private readonly SegmentKernel[] _segments;
    private readonly MixedKernel? _mixed;
    private readonly ConditionTest[] _conditions;
    private readonly bool _asks;
    private readonly bool _joins;
    private readonly ConcurrentQueue<Workspace> _workspaces = new();

    public BlockScorer(Plan plan)
    {
        Plan = plan;
        // A curve that segments share is laid out once.
        var curves = new Dictionary<Curve, CurveTable>(ReferenceEqualityComparer.Instance);
        _base = new(-1, plan, plan.Base, curves);
        _segments = [.. plan.Segments.Select((segment, i) => new SegmentKernel(i, plan, segment.Scorecard, curves))];
        _mixed = MixedKernel.Of(plan, curves);
        _conditions = [.. plan.Segments.Select(segment =>
            segment.When is { } when ? new ConditionTest(when, dimensionAt: _ => -1) : default)];
        _asks = Array.Exists(_conditions, condition => condition.Exists);
        _joins = Array.Exists(_conditions, condition => condition.Joins);
    }

    public Plan Plan { get; }

    /// <summary>Scores the first rows of a block, as many as the output has room for.</summary>
    /// <param name="block">The measured values.</param>
    /// <param name="named">The segment the host names for each row, -1 for none; empty for none at all.</param>
    /// <param name="output">Takes the results.</param>
    public void Score(ColumnBlock block, ReadOnlySpan<int> named, BlockOutput output)
    {
        if (!_workspaces.TryDequeue(out Workspace? workspace))
            workspace = new(Plan, _segments.Length);
        block.Judge(output.Rows);
        if (_segments.Length == 0)
        {
            output.Segments.Fill(-1);
            ScoreAlike(_base, block, workspace, output);
            _workspaces.Enqueue(workspace);
            return;
        }
        ReadOnlySpan<int> chosen = _joins
            ? Choose<ConditionTest.Joining>(block, named, output.Rows, workspace)
            : Choose<ConditionTest.NotJoining>(block, named, output.Rows, workspace);
        if (!output.Segments.IsEmpty)
            chosen.CopyTo(output.Segments);
        if (!chosen.ContainsAnyExcept(chosen[0]))
            ScoreAlike(KernelOf(chosen[0]), block, workspace, output);
        else if (_mixed is not null && output.Tally is null)
            ScoreInPlace(_mixed, block, workspace, output);
        else
            ScoreSorted(block, chosen, workspace, output);
        _workspaces.Enqueue(workspace);
    }

    private SegmentKernel KernelOf(int segment) => segment < 0 ? _base : _segments[segment];

    /// <summary>Finds the first segment of every row whose condition holds or that the host named.</summary>
    private ReadOnlySpan<int> Choose<TJoining>(ColumnBlock block, ReadOnlySpan<int> named, int rows, Workspace workspace)
        where TJoining : struct, ConditionTest.IJoining
    {
        Span<int> chosen = workspace.Segments;
        named.CopyTo(chosen);
        chosen[named.Length..].Fill(-1);
        if (!_asks)
            return chosen[..rows];
        for (int row = 0; row < rows; row += ColumnKernel.Lanes)
        {
            Vector256<int> names = Vector256.LoadUnsafe(ref chosen[row]);
            Vector512<long> name = Vector512.Create(Vector256.WidenLower(names), Vector256.WidenUpper(names));
            Vector512<long> segment = Vector512<long>.AllBitsSet;
            for (int i = _conditions.Length - 1; i >= 0; i--)
            {
                Vector512<long> index = Vector512.Create((long)i), matches = Vector512.Equals(name, index);
                ref readonly ConditionTest condition = ref _conditions[i];
                if (condition.Exists)
                    matches |= condition.Matches<TJoining>(block.Sources, row, ref Unsafe.NullRef<double>()).AsInt64();
                segment = Vector512.ConditionalSelect(matches, index, segment);
            }
            Vector256.Narrow(segment.GetLower(), segment.GetUpper()).StoreUnsafe(ref chosen[row]);
        }
        return chosen[..rows];
    }

    private static void ScoreAlike(SegmentKernel kernel, ColumnBlock block, Workspace workspace, BlockOutput output)
    {
        int rows = output.Rows;
        if (rows == ColumnBlock.Padded(rows))
        {
            Span<double> covered = !output.Coverage.IsEmpty || output.Tally is null ? output.Coverage : workspace.Coverage.AsSpan(0, rows);
            kernel.Scores.Score(block.Sources, rows, workspace.Work.Span, output.Scores, output.Tiers, covered);
            Count(kernel, block, workspace, output.Scores, output.Tiers, covered, output.Tally, output.Weights);
            return;
        }
        ScoreInWorkspace(kernel, block, workspace, output, output.Weights);
        workspace.Scores.AsSpan(0, rows).CopyTo(output.Scores);
        workspace.Tiers.AsSpan(0, rows).CopyTo(output.Tiers);
        if (!output.Coverage.IsEmpty)
            workspace.Coverage.AsSpan(0, rows).CopyTo(output.Coverage);
    }

    /// <summary>Scores rows that fill no whole vector, or have other indexes in the output, into the workspace.</summary>
    private static void ScoreInWorkspace(
        SegmentKernel kernel, ColumnBlock block, Workspace workspace, BlockOutput output, ReadOnlySpan<double> weights)
    {
        int rows = output.Rows, padded = ColumnBlock.Padded(rows);
        bool covers = !output.Coverage.IsEmpty || output.Tally is not null;
        Span<double> coverage = covers ? workspace.Coverage : default;
        kernel.Scores.Score(block.Sources, padded, workspace.Work.Span, workspace.Scores, workspace.Tiers, coverage);
        // What fills the last vector can have a score, by points for missing values, and belongs to no customer.
        workspace.Scores.AsSpan(rows, padded - rows).Fill(double.NaN);
        Count(kernel, block, workspace, workspace.Scores.AsSpan(0, rows), workspace.Tiers, workspace.Coverage, output.Tally, weights);
    }

    private static void Count(SegmentKernel kernel, ColumnBlock block, Workspace workspace, Span<double> scores,
        ReadOnlySpan<int> tiers, ReadOnlySpan<double> coverage, PortfolioTally? tally, ReadOnlySpan<double> weights)
    {
        if (tally is null)
            return;
        GroupTally group = tally.Group(kernel.Segment);
        group.Add(scores, tiers, coverage, weights);
        kernel.Losses.Add(block.Sources, scores, workspace.Work.Span, workspace.Losses, group);
    }

    /// <summary>Scores rows of several segments where they stand, which have been chosen up to a whole vector.</summary>
    private static void ScoreInPlace(MixedKernel kernel, ColumnBlock block, Workspace workspace, BlockOutput output)
    {
        int rows = output.Rows, padded = ColumnBlock.Padded(rows);
        ReadOnlySpan<int> segments = workspace.Segments.AsSpan(0, padded);
        if (rows == padded)
        {
            kernel.Score(block.Sources, segments, workspace.Work.Span, output.Scores, output.Tiers, output.Coverage);
            return;
        }
        Span<double> coverage = output.Coverage.IsEmpty ? default : workspace.Coverage.AsSpan(0, padded);
        kernel.Score(block.Sources, segments, workspace.Work.Span, workspace.Scores, workspace.Tiers, coverage);
        workspace.Scores.AsSpan(0, rows).CopyTo(output.Scores);
        workspace.Tiers.AsSpan(0, rows).CopyTo(output.Tiers);
        if (!output.Coverage.IsEmpty)
            coverage[..rows].CopyTo(output.Coverage);
    }

    /// <summary>Sorts the rows by segment, scores each segment's together, and puts the results back in order.</summary>
    private void ScoreSorted(ColumnBlock block, ReadOnlySpan<int> chosen, Workspace workspace, BlockOutput output)
    {
        Span<int> ends = workspace.Ends;
        ends.Clear();
        foreach (int segment in chosen)
            ends[segment + 1]++;
        for ((int i, int end) = (0, 0); i < ends.Length; i++)
            (ends[i], end) = (end, end + ends[i]);
        for (int row = 0; row < chosen.Length; row++)
            workspace.Order[ends[chosen[row] + 1]++] = row;

        for ((int segment, int first) = (-1, 0); first < chosen.Length; segment++)
        {
            for (int end = ends[segment + 1]; first < end;)
            {
                ReadOnlySpan<int> rows = workspace.Order.AsSpan(first, Math.Min(GatheredRows, end - first));
                ScoreGathered(KernelOf(segment), block, rows, workspace, output);
                first += rows.Length;
            }
        }
    }

    private static void ScoreGathered(SegmentKernel kernel, ColumnBlock block, ReadOnlySpan<int> rows, Workspace workspace, BlockOutput output)
    {
        // A segment does not read a metric of weight 0; a tally still counts who lacks it.
        workspace.Gathered.Gather(block.Sources, output.Tally is null ? kernel.Scores.Columns : workspace.AllColumns, rows);
        Span<double> weights = output.Weights.IsEmpty ? default : workspace.Weights.AsSpan(0, rows.Length);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = output.Weights[rows[i]];
        ScoreInWorkspace(kernel, workspace.Gathered, workspace, output.Slice(0, rows.Length), weights);
        for (int i = 0; i < rows.Length; i++)
        {
            output.Scores[rows[i]] = workspace.Scores[i];
            output.Tiers[rows[i]] = workspace.Tiers[i];
        }
        for (int i = 0; i < rows.Length && !output.Coverage.IsEmpty; i++)
            output.Coverage[rows[i]] = workspace.Coverage[i];
    }

    /// <summary>What scores the rows of one segment; of the base profile for -1.</summary>
    private sealed class SegmentKernel(int segment, Plan plan, Scorecard scorecard, Dictionary<Curve, CurveTable> curves)
    {
        private LossKernel? _losses;

        public int Segment { get; } = segment;

        public ColumnKernel Scores { get; } = new(plan, scorecard, curves);

        /// <summary>Made when a tally first asks: scores alone need none.</summary>
        public LossKernel Losses => _losses ??= new(scorecard);
    }

    /// <summary>Memory for one block at a time.</summary>
    private sealed class Workspace(Plan plan, int segments)
    {
        private ColumnBlock? _gathered;

        /// <summary>Made when rows of several segments first come together.</summary>
        public ColumnBlock Gathered => _gathered ??= new(plan, GatheredRows);

        public AlignedMemory Work { get; } = new(ColumnKernel.WorkOf(plan));

        public double[] Scores { get; } = new double[ColumnKernel.MostRows];

        public int[] Tiers { get; } = new int[ColumnKernel.MostRows];

        public double[] Coverage { get; } = new double[ColumnKernel.MostRows];

        public double[] Weights { get; } = new double[ColumnKernel.MostRows];

        /// <summary>The points each metric lost.</summary>
        public Vector512<long>[] Losses { get; } = new Vector512<long>[plan.Columns.Length];

        public int[] AllColumns { get; } = [.. Enumerable.Range(0, plan.Columns.Length + plan.Fading.Length)];

        public int[] Segments { get; } = new int[ColumnKernel.MostRows];

        public int[] Order { get; } = new int[ColumnKernel.MostRows];

        /// <summary>Where each segment's rows end in the order, the base profile's first.</summary>
        public int[] Ends { get; } = new int[segments + 1];
    }
}
