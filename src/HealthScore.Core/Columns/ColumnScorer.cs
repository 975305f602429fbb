using System.Buffers;
using System.Collections.Concurrent;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring.Columns;

/// <summary>
/// Scores customers given as columns of raw values, one column per metric: with exactly the bits that a <c>HealthScorer</c> gives.
/// </summary>
/// <remarks>
/// Safe to use from several threads at once; to use them, give each a range of rows (<see cref="MetricColumn.Slice"/>). The bits are the
/// same for any number of rows, split, thread count or vector width. Its working memory is kept, so that calls after the first of their kind
/// allocate nothing, unless they run at the same time: about 50 KiB per metric for each such call, 54 KiB where rows are sorted by segment, and
/// up to 131 KiB for one that fades.
/// </remarks>
public sealed class ColumnScorer
{
    private readonly BlockScorer _scorer;
    private readonly ConcurrentQueue<ColumnBlock> _blocks = new();
    private readonly ConcurrentQueue<PortfolioTally> _tallies = new();
    private readonly int[][] _guardrailOf;
    private RowMemory? _rowMemory;

    /// <summary>Compiles a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public ColumnScorer(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        _scorer = new(new Plan(profile));
        Columns = _scorer.Plan.Columns.AsReadOnly();
        Dictionary<string, int> guardrails = ConditionScope.IndexOf(profile.Guardrails.Select(guardrail => guardrail.Name));
        _guardrailOf = [.. _scorer.Plan.Scorecards.Select(scorecard =>
            scorecard.Guardrails.Select(guardrail => guardrails[guardrail.Rule.Name]).ToArray())];
    }

    /// <summary>The profile customers are scored by.</summary>
    public ScoringProfile Profile => _scorer.Plan.Profile;

    /// <summary>
    /// The names of the columns to give, in this order: the metrics by dimension and name, then the signals by name, then the labels by name, which
    /// are columns of <see cref="MetricColumn.OfLabels"/>.
    /// </summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number that stands for the text of a label in a row for <see cref="ScoreRow"/>.</summary>
    /// <param name="label">The label's name.</param>
    /// <param name="text">The text; <see langword="null"/> for missing.</param>
    /// <returns>The number, which is one for all texts that no condition of the profile names; NaN for missing.</returns>
    /// <exception cref="ArgumentException">The profile has no such label.</exception>
    public double LabelCode(string label, string? text)
    {
        int column = Array.IndexOf(_scorer.Plan.Columns, label);
        return _scorer.Plan.IsLabel(column) ? _scorer.Plan.Labels[column - _scorer.Plan.FirstLabel].Of(text)
            : throw new ArgumentException($"The profile has no label '{label}'; its labels: {string.Join(", ", Profile.Labels)}.", nameof(label));
    }

    /// <summary>Scores one customer per row, each by its own segment.</summary>
    /// <param name="columns">One column for each of <see cref="Columns"/>, all of one length.</param>
    /// <param name="scores">Takes the scores, 0 to 100; NaN for an unscored customer. As long as the columns.</param>
    /// <param name="tiers">Takes the tiers' indexes, 0 for the lowest; -1 for an unscored customer. As long as the columns.</param>
    /// <param name="coverage">Takes the coverage, 0 to 1. As long as the columns, or empty where it is not wanted, which is faster.</param>
    /// <param name="segments">
    /// Takes the index of each customer's segment in <see cref="ScoringProfile.Segments"/>; -1 for the base profile. As long as the
    /// columns, or empty where it is not wanted.
    /// </param>
    /// <param name="namedSegments">
    /// The index of the segment that the host names for each customer; -1 for none. An earlier segment whose condition holds still comes
    /// first. As long as the columns, or empty for none at all.
    /// </param>
    /// <param name="tally">Counts these customers in the same pass; <see langword="null"/> where nothing is to be counted.</param>
    /// <param name="weights">
    /// The customers' weights in the tally, such as their revenue: 0 to 1e15, NaN for a customer without one. As long as the columns, or
    /// empty for none at all.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The number of columns, a length, a named segment or a weight is wrong, the tally is of another profile, or an output overlaps an input
    /// or another output; nothing is written or counted then.
    /// </exception>
    public void Score(ReadOnlySpan<MetricColumn> columns, Span<double> scores, Span<int> tiers, Span<double> coverage = default,
        Span<int> segments = default, ReadOnlySpan<int> namedSegments = default, PortfolioTally? tally = null,
        ReadOnlySpan<double> weights = default)
    {
        Check(columns, scores, tiers, coverage, segments, namedSegments, weights);
        tally?.RequireProfile(Profile, nameof(tally));
        WeightCheck.Require(weights, tally, scores.Length);
        if (!_blocks.TryDequeue(out ColumnBlock? block))
            block = new(_scorer.Plan, ColumnKernel.MostRows);
        // Counted apart until all are scored: a host's memory can still fail.
        PortfolioTally? counted = tally is null ? null : _tallies.TryDequeue(out PortfolioTally? used) ? used : new(Profile);
        // Texts are counted by segment.
        int[]? ownSegments = counted is not null && segments.IsEmpty && _scorer.Plan.Labels.Length > 0
            ? ArrayPool<int>.Shared.Rent(scores.Length) : null;
        var output = new BlockOutput(scores, tiers)
        {
            Coverage = coverage,
            Segments = ownSegments is null ? segments : ownSegments.AsSpan(0, scores.Length),
            Tally = counted,
            Weights = weights,
        };
        block.Translate(columns);
        for ((int start, int rows) = (0, 0); start < scores.Length; start += rows)
        {
            // The rows that fill no vector are a block of their own, so that all others are read in place.
            int left = scores.Length - start;
            rows = left < ColumnKernel.Lanes ? left : Math.Min(ColumnKernel.MostRows, left - left % ColumnKernel.Lanes);
            block.View(columns, start, rows);
            BlockOutput part = output.Slice(start, rows);
            _scorer.Score(block, namedSegments.IsEmpty ? default : namedSegments.Slice(start, rows), part);
            if (counted is not null)
                CountTexts(columns, start, part.Segments, counted);
        }
        if (ownSegments is not null)
            ArrayPool<int>.Shared.Return(ownSegments);
        if (counted is not null)
        {
            tally!.Add(counted);
            counted.Clear();
            _tallies.Enqueue(counted);
        }
        block.Release();
        _blocks.Enqueue(block);
    }

    /// <summary>Scores one customer, and says what each metric adds and loses.</summary>
    /// <param name="row">
    /// The customer's raw values in the order of <see cref="Columns"/>; NaN and infinities are missing.
    /// </param>
    /// <param name="pointsAdded">
    /// Takes what each metric adds to the score before guardrails, in points, in the order of <see cref="Columns"/>; 0 for a signal. As long
    /// as <paramref name="row"/>, or empty where it is not wanted.
    /// </param>
    /// <param name="pointsLost">
    /// Takes what each metric fails to add, in points, 0 or more. As long as <paramref name="row"/>, or empty where it is not wanted.
    /// </param>
    /// <param name="namedSegment">The index of the segment that the host names; -1 for none.</param>
    /// <param name="ages">
    /// How old the values are, in days of 24 hours, as <see cref="MetricColumn.WithAges"/> says; read where the profile lets the metric fade. As
    /// long as <paramref name="row"/>, or empty where the profile lets none fade.
    /// </param>
    /// <param name="guardrailChanges">
    /// Takes what each guardrail added to the score, in the order of <see cref="ScoringProfile.Guardrails"/>: 0 where it matched without effect, NaN
    /// where it did not match or the customer's segment is without it. As long as these, or empty where it is not wanted.
    /// </param>
    /// <returns>The score: the bits that a <c>HealthScorer</c> gives from these values.</returns>
    /// <exception cref="ArgumentException">A length or the named segment is wrong, or an output overlaps; nothing is written then.</exception>
    public RowScore ScoreRow(
        ReadOnlySpan<double> row, Span<double> pointsAdded = default, Span<double> pointsLost = default, int namedSegment = -1,
        ReadOnlySpan<double> ages = default, Span<double> guardrailChanges = default)
    {
        Check(row, pointsAdded, pointsLost, namedSegment, ages);
        Check(row, pointsAdded, pointsLost, ages, guardrailChanges);
        Plan plan = _scorer.Plan;
        RowMemory memory = Interlocked.Exchange(ref _rowMemory, null) ?? new(plan);
        for (int i = 0; i < row.Length; i++)
            memory.Row[i] = plan.Judge(i, row[i], ages.IsEmpty ? double.NaN : ages[i], out memory.Freshness[i]);
        int segment = plan.Choose(memory.Row, namedSegment);
        Scorecard scorecard = plan.ScorecardOf(segment);
        Evaluation evaluation = memory.Evaluations[segment + 1];
        RowArithmetic.Score(scorecard, memory.Row, plan.Fades ? memory.Freshness : [], evaluation);
        RowArithmetic.Share(scorecard, evaluation, pointsAdded, pointsLost);
        if (!pointsAdded.IsEmpty)
            pointsAdded[scorecard.Metrics.Length..].Clear();
        if (!pointsLost.IsEmpty)
            pointsLost[scorecard.Metrics.Length..].Clear();
        if (!guardrailChanges.IsEmpty)
        {
            guardrailChanges.Fill(double.NaN);
            ReadOnlySpan<int> guardrails = _guardrailOf[segment + 1];
            for (int i = 0; i < guardrails.Length; i++)
                guardrailChanges[guardrails[i]] = evaluation.GuardrailChanges[i];
        }
        var score = new RowScore(evaluation.Score, evaluation.Tier, evaluation.Coverage, segment, evaluation.Unguarded);
        _rowMemory = memory;
        return score;
    }

    private void CountTexts(ReadOnlySpan<MetricColumn> columns, int start, ReadOnlySpan<int> segments, PortfolioTally counted)
    {
        Plan plan = _scorer.Plan;
        for (int label = 0; label < plan.Labels.Length; label++)
        {
            MetricColumn column = columns[plan.FirstLabel + label];
            for (int i = 0; i < segments.Length; i++)
            {
                int code = column.Codes[start + i];
                if ((uint)code < (uint)column.Texts.Length && column.Texts.Span[code] is { } text && !plan.Labels[label].IsNamed(text))
                    counted.Group(segments[i]).OtherTexts[label].Add(text, 1);
            }
        }
    }

    private void Check(
        ReadOnlySpan<double> row, Span<double> pointsAdded, Span<double> pointsLost, int namedSegment, ReadOnlySpan<double> ages)
    {
        if (row.Length != Columns.Count)
        {
            throw new ArgumentException(
                $"There are {row.Length} values, and the profile reads {Columns.Count}: {string.Join(", ", Columns)}.", nameof(row));
        }
        if (!pointsAdded.IsEmpty && pointsAdded.Length != row.Length)
            throw new ArgumentException($"There are {row.Length} values and room for {pointsAdded.Length} points.", nameof(pointsAdded));
        if (!pointsLost.IsEmpty && pointsLost.Length != row.Length)
            throw new ArgumentException($"There are {row.Length} values and room for {pointsLost.Length} points.", nameof(pointsLost));
        if (ages.Length != row.Length && (_scorer.Plan.Fades || !ages.IsEmpty))
            throw new ArgumentException($"There are {row.Length} values and {ages.Length} ages.", nameof(ages));
        if (ages.Overlaps(pointsAdded) || ages.Overlaps(pointsLost))
            throw new ArgumentException("An output overlaps the ages.", nameof(ages));
        if (row.Overlaps(pointsAdded) || row.Overlaps(pointsLost) || pointsAdded.Overlaps(pointsLost))
            throw new ArgumentException("An output overlaps the row or the other output.", nameof(row));
        if (namedSegment < -1 || namedSegment >= Profile.Segments.Count)
            throw new ArgumentException(NoSegment("The row", namedSegment), nameof(namedSegment));
    }

    private void Check(
        ReadOnlySpan<double> row, Span<double> pointsAdded, Span<double> pointsLost, ReadOnlySpan<double> ages, Span<double> guardrailChanges)
    {
        if (guardrailChanges.IsEmpty)
            return;
        if (guardrailChanges.Length != Profile.Guardrails.Count)
        {
            throw new ArgumentException($"The profile has {Profile.Guardrails.Count} guardrails, and there is room for {guardrailChanges.Length} "
                + "changes.", nameof(guardrailChanges));
        }
        if (row.Overlaps(guardrailChanges) || ages.Overlaps(guardrailChanges)
            || pointsAdded.Overlaps(guardrailChanges) || pointsLost.Overlaps(guardrailChanges))
            throw new ArgumentException("The guardrails' changes overlap the row, the ages or the other output.", nameof(guardrailChanges));
    }

    private string NoSegment(string row, int named) =>
        $"{row} names segment {named}; the profile has {Profile.Segments.Count} segments, counted from 0, and -1 stands for none.";

    private void Check(ReadOnlySpan<MetricColumn> columns, Span<double> scores, Span<int> tiers, Span<double> coverage, Span<int> segments,
        ReadOnlySpan<int> namedSegments, ReadOnlySpan<double> weights)
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
        }
        for (int i = 0; i < columns.Length; i++)
        {
            if (_scorer.Plan.IsLabel(i) != columns[i].IsLabel)
            {
                throw new ArgumentException(columns[i].IsLabel
                    ? $"Column '{Columns[i]}' has the texts of a label, and the profile expects numbers."
                    : $"Column '{Columns[i]}' has numbers, and the profile expects the texts of a label; give it with MetricColumn.OfLabels.",
                    nameof(columns));
            }
            if (columns[i].IsLabel && columns[i].Codes.IndexOfAnyExceptInRange(int.MinValue, columns[i].Texts.Length - 1) is >= 0 and var wrongCode)
            {
                throw new ArgumentException($"Column '{Columns[i]}' has code {columns[i].Codes[wrongCode]} in row {wrongCode}, and "
                    + $"{columns[i].Texts.Length} texts, counted from 0.", nameof(columns));
            }
            if (_scorer.Plan.FreshnessOf(i) is not null && !columns[i].HasAges)
            {
                throw new ArgumentException(
                    $"Column '{Columns[i]}' does not say how old its values are, and the profile lets them fade; give it with WithAges.",
                    nameof(columns));
            }
        }
        CheckLength(tiers.Length, scores.Length, nameof(tiers));
        if (!coverage.IsEmpty)
            CheckLength(coverage.Length, scores.Length, nameof(coverage));
        if (!segments.IsEmpty)
            CheckLength(segments.Length, scores.Length, nameof(segments));
        if (!namedSegments.IsEmpty)
            CheckLength(namedSegments.Length, scores.Length, nameof(namedSegments));
        OutputCheck.Require(scores, tiers, coverage, segments);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Overlaps(scores, tiers, coverage, segments))
                throw new ArgumentException($"Column '{Columns[i]}' overlaps an output.", nameof(columns));
        }
        if (OutputCheck.Overlaps(namedSegments, scores, tiers, coverage, segments))
            throw new ArgumentException("The named segments overlap an output.", nameof(namedSegments));
        if (OutputCheck.Overlaps(weights, scores, tiers, coverage, segments))
            throw new ArgumentException("The weights overlap an output.", nameof(weights));
        int wrong = namedSegments.IndexOfAnyExceptInRange(-1, Profile.Segments.Count - 1);
        if (wrong >= 0)
            throw new ArgumentException(NoSegment($"Row {wrong}", namedSegments[wrong]), nameof(namedSegments));
    }

    private static void CheckLength(int length, int rows, string output)
    {
        if (length != rows)
            throw new ArgumentException($"There is room for {rows} scores and {length} {output}.", output);
    }

    /// <summary>What scoring one row needs: its values, and the numbers of each scorecard, the base profile's first.</summary>
    private sealed class RowMemory(Plan plan)
    {
        public double[] Row { get; } = new double[plan.Columns.Length];

        public double[] Freshness { get; } = new double[plan.Columns.Length];

        public Evaluation[] Evaluations { get; } = [.. plan.Scorecards.Select(scorecard => new Evaluation(scorecard))];
    }
}
