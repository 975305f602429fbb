using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring.Columns;

/// <summary>Scores blocks of rows, each row by its own segment's scorecard. Immutable but for a stock of memory to work in.</summary>
internal sealed class BlockScorer
{
    private readonly SegmentKernel _base;
    private readonly SegmentKernel[] _segments;
    private readonly ConditionStep?[] _conditions;
    private readonly ConcurrentQueue<Workspace> _workspaces = new();

    public BlockScorer(Plan profile)
    {
        Profile = profile;
        _base = new(-1, profile, profile.Base);
        _segments = [.. profile.Segments.Select((plan, i) => new SegmentKernel(i, profile, plan.Scorecard))];
        _conditions = [.. profile.Segments.Select(plan =>
            plan.Segment.When is { } when ? ConditionStep.Of(when, plan.Column) : (ConditionStep?)null)];
    }

    public Plan Profile { get; }

    /// <summary>How many rows are best scored at a time: more where they are sorted by segment, so that there are enough of each.</summary>
    public int MostRows => _segments.Length == 0 ? ColumnKernel.MostRows : 4 * ColumnKernel.MostRows;

    /// <summary>Scores the first rows of a block, as many as there is room for scores.</summary>
    /// <param name="block">The raw values.</param>
    /// <param name="named">The segment the host names for each row, -1 for none; empty for none at all.</param>
    /// <param name="scores">Takes the scores; NaN where unscored.</param>
    /// <param name="tiers">Takes the tiers; -1 where unscored.</param>
    /// <param name="coverage">Takes the coverages; empty where they are not wanted.</param>
    /// <param name="segments">Takes the segments, -1 for the base profile; empty where they are not wanted.</param>
    /// <param name="tally">Counts the rows, but for their faults; null where it is not wanted.</param>
    /// <param name="weights">The weights to count them with, NaN where there is none; empty for none at all.</param>
    public void Score(ColumnBlock block, ReadOnlySpan<int> named, Span<double> scores, Span<int> tiers, Span<double> coverage, Span<int> segments,
        PortfolioTally? tally, ReadOnlySpan<double> weights)
    {
        if (!_workspaces.TryDequeue(out Workspace? workspace))
            workspace = new(Profile, _segments.Length, MostRows);
        block.Freshen(scores.Length);
        if (_segments.Length == 0)
        {
            segments.Fill(-1);
            ScoreAlike(_base, block, workspace, scores, tiers, coverage, tally, weights);
            _workspaces.Enqueue(workspace);
            return;
        }
        ReadOnlySpan<int> chosen = Choose(block, named, scores.Length, workspace);
        if (!segments.IsEmpty)
            chosen.CopyTo(segments);
        if (chosen.ContainsAnyExcept(chosen[0]))
            ScoreMixed(block, chosen, workspace, scores, tiers, coverage, tally, weights);
        else
            ScoreAlike(KernelOf(chosen[0]), block, workspace, scores, tiers, coverage, tally, weights);
        _workspaces.Enqueue(workspace);
    }

    private SegmentKernel KernelOf(int segment) => segment < 0 ? _base : _segments[segment];

    /// <summary>Finds the first segment of every row whose condition holds or that the host named.</summary>
    private ReadOnlySpan<int> Choose(ColumnBlock block, ReadOnlySpan<int> named, int rows, Workspace workspace)
    {
        Span<int> chosen = workspace.Segments;
        named.CopyTo(chosen);
        chosen[named.Length..].Fill(-1);
        for (int row = 0; row < rows; row += ColumnKernel.Lanes)
        {
            Vector256<int> names = Vector256.LoadUnsafe(ref chosen[row]);
            Vector512<long> name = Vector512.Create(Vector256.WidenLower(names), Vector256.WidenUpper(names));
            Vector512<long> segment = Vector512<long>.AllBitsSet;
            for (int i = _conditions.Length - 1; i >= 0; i--)
            {
                Vector512<long> place = Vector512.Create((long)i), matches = Vector512.Equals(name, place);
                if (_conditions[i] is { } condition)
                    matches |= condition.Matches(block.Sources[condition.Column].Load(row)).AsInt64();
                segment = Vector512.ConditionalSelect(matches, place, segment);
            }
            Vector256.Narrow(segment.GetLower(), segment.GetUpper()).StoreUnsafe(ref chosen[row]);
        }
        return chosen[..rows];
    }

    private static void ScoreAlike(SegmentKernel kernel, ColumnBlock block, Workspace workspace, Span<double> scores, Span<int> tiers,
        Span<double> coverage, PortfolioTally? tally, ReadOnlySpan<double> weights)
    {
        for ((int first, int end) = (0, 0); first < scores.Length; first = end)
        {
            int rows = Math.Min(ColumnKernel.MostRows, scores.Length - first);
            end = first + rows;
            ReadOnlySpan<double> weighing = weights.IsEmpty ? default : weights[first..end];
            if (rows == ColumnBlock.Padded(rows))
            {
                Span<double> covered = !coverage.IsEmpty ? coverage[first..end] : tally is null ? default : workspace.Coverage.AsSpan(0, rows);
                kernel.Scores.Score(block.Sources, first, rows, workspace.Work, scores[first..end], tiers[first..end], covered);
                Count(kernel, block, first, workspace, scores[first..end], tiers[first..end], covered, tally, weighing);
                continue;
            }
            ScoreInWorkspace(kernel, block, first, rows, workspace, tally, weighing, covers: !coverage.IsEmpty);
            workspace.Scores.AsSpan(0, rows).CopyTo(scores[first..]);
            workspace.Tiers.AsSpan(0, rows).CopyTo(tiers[first..]);
            if (!coverage.IsEmpty)
                workspace.Coverage.AsSpan(0, rows).CopyTo(coverage[first..]);
        }
    }

    private static void ScoreInWorkspace(SegmentKernel kernel, ColumnBlock block, int first, int rows, Workspace workspace,
        PortfolioTally? tally, ReadOnlySpan<double> weights, bool covers)
    {
        kernel.Scores.Score(block.Sources, first, ColumnBlock.Padded(rows), workspace.Work, workspace.Scores, workspace.Tiers,
            covers || tally is not null ? workspace.Coverage : default);
        // What fills the last vector can have a score, by points for missing values, and is nobody's.
        workspace.Scores.AsSpan(rows, ColumnBlock.Padded(rows) - rows).Fill(double.NaN);
        Count(kernel, block, first, workspace, workspace.Scores.AsSpan(0, rows), workspace.Tiers, workspace.Coverage, tally, weights);
    }

    private static void Count(SegmentKernel kernel, ColumnBlock block, int first, Workspace workspace, Span<double> scores,
        ReadOnlySpan<int> tiers, ReadOnlySpan<double> coverage, PortfolioTally? tally, ReadOnlySpan<double> weights)
    {
        if (tally is null)
            return;
        GroupTally group = tally.Group(kernel.Segment);
        group.Add(scores, tiers, coverage, weights);
        kernel.Losses.Add(block.Sources, first, scores, workspace.Work, workspace.Losses, group);
    }

    /// <summary>Sorts the rows by segment, scores each segment's together, and puts the results back in order.</summary>
    private void ScoreMixed(ColumnBlock block, ReadOnlySpan<int> chosen, Workspace workspace, Span<double> scores, Span<int> tiers,
        Span<double> coverage, PortfolioTally? tally, ReadOnlySpan<double> weights)
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
                ReadOnlySpan<int> rows = workspace.Order.AsSpan(first, Math.Min(ColumnKernel.MostRows, end - first));
                ScoreGathered(KernelOf(segment), block, rows, workspace, scores, tiers, coverage, tally, weights);
                first += rows.Length;
            }
        }
    }

    private void ScoreGathered(SegmentKernel kernel, ColumnBlock block, ReadOnlySpan<int> rows, Workspace workspace, Span<double> scores,
        Span<int> tiers, Span<double> coverage, PortfolioTally? tally, ReadOnlySpan<double> weights)
    {
        // A segment does not read a metric of weight 0; a tally counts who lacks it all the same.
        workspace.Gathered.Gather(block.Sources, tally is null ? kernel.Scores.Columns : workspace.AllColumns, rows, MostRows);
        for (int i = 0; i < rows.Length && !weights.IsEmpty; i++)
            workspace.Weights[i] = weights[rows[i]];
        ScoreInWorkspace(kernel, workspace.Gathered, first: 0, rows.Length, workspace, tally,
            weights.IsEmpty ? default : workspace.Weights.AsSpan(0, rows.Length), covers: !coverage.IsEmpty);
        for (int i = 0; i < rows.Length; i++)
        {
            scores[rows[i]] = workspace.Scores[i];
            tiers[rows[i]] = workspace.Tiers[i];
        }
        for (int i = 0; i < rows.Length && !coverage.IsEmpty; i++)
            coverage[rows[i]] = workspace.Coverage[i];
    }

    /// <summary>What scores the rows of one segment; of the base profile for -1.</summary>
    private sealed class SegmentKernel
    {
        public SegmentKernel(int segment, Plan profile, Scorecard scorecard)
        {
            var parts = new CountedParts(profile, scorecard);
            (Segment, Scores, Losses) = (segment, new(scorecard, parts), new(scorecard, parts));
        }

        public int Segment { get; }

        public ColumnKernel Scores { get; }

        public LossKernel Losses { get; }
    }

    /// <summary>Memory for one block at a time.</summary>
    private sealed class Workspace(Plan profile, int segments, int mostRows)
    {
        public ColumnBlock Gathered { get; } = new(profile, ColumnKernel.MostRows);

        public double[] Work { get; } = new double[ColumnKernel.WorkOf(profile)];

        public double[] Scores { get; } = new double[ColumnKernel.MostRows];

        public int[] Tiers { get; } = new int[ColumnKernel.MostRows];

        public double[] Coverage { get; } = new double[ColumnKernel.MostRows];

        public double[] Weights { get; } = new double[ColumnKernel.MostRows];

        /// <summary>The points each metric lost.</summary>
        public Vector512<long>[] Losses { get; } = new Vector512<long>[profile.Columns.Length];

        public int[] AllColumns { get; } = [.. Enumerable.Range(0, profile.Columns.Length + FreshnessStep.Of(profile).Length)];

        public int[] Segments { get; } = new int[mostRows];

        public int[] Order { get; } = new int[mostRows];

        /// <summary>Where each segment's rows end in the order, the base profile's first.</summary>
        public int[] Ends { get; } = new int[segments + 1];
    }
}
