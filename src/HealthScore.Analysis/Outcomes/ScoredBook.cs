using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>
/// The rows of a book scored by a profile, with the bits that production gives. All entries are by row of <see cref="Rows"/>, those without a score
/// or a known outcome among them; <see cref="Judged"/> lists the others.
/// </summary>
internal sealed class ScoredBook
{
    private ScoredBook(ScoringProfile profile, BookRows rows, bool withPoints, IReadOnlyList<string> columns)
    {
        (Profile, Rows) = (profile, rows);
        Metrics = [.. columns.Where(column => profile.Dimensions.Any(dimension => dimension.Metrics.Any(metric => metric.Name == column)))];
        (Scores, BeforeGuardrails, Coverage) = (new double[rows.Count], new double[rows.Count], new double[rows.Count]);
        (Tiers, Segments) = (new int[rows.Count], new int[rows.Count]);
        GuardrailChanges = [.. profile.Guardrails.Select(_ => new double[rows.Count])];
        PointsAdded = withPoints ? [.. Metrics.Select(_ => new double[rows.Count])] : [];
        PointsLost = withPoints ? [.. Metrics.Select(_ => new double[rows.Count])] : [];
    }

    /// <summary>The profile.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>The rows.</summary>
    public BookRows Rows { get; }

    /// <summary>The names of the profile's metrics, by dimension and name.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <summary>The score; NaN where there is none.</summary>
    public double[] Scores { get; }

    /// <summary>The score before guardrails; NaN where no metric counts.</summary>
    public double[] BeforeGuardrails { get; }

    /// <summary>The tier's index, 0 for the lowest; -1 without a score.</summary>
    public int[] Tiers { get; }

    /// <summary>The index of the segment the row was scored in; -1 for the base profile.</summary>
    public int[] Segments { get; }

    /// <summary>The share of the profile's weight that had usable data.</summary>
    public double[] Coverage { get; }

    /// <summary>
    /// For each guardrail of the profile what it added to the score: 0 where it matched without effect, NaN where it did not match.
    /// </summary>
    public double[][] GuardrailChanges { get; }

    /// <summary>
    /// For each metric the points that it adds to the score before guardrails; empty unless asked for. Of a mean, those added and lost together are
    /// the metric's share of the score times 100, and 0 where it is missing.
    /// </summary>
    public double[][] PointsAdded { get; }

    /// <summary>For each metric the points that it fails to add; empty unless asked for.</summary>
    public double[][] PointsLost { get; }

    /// <summary>The rows that have a score and a known outcome, in order.</summary>
    public int[] Judged { get; private set; } = [];

    /// <summary>How many rows with a known outcome have no score.</summary>
    public int Unscored => Rows.Known.Length - Judged.Length;

    /// <summary>Scores the rows.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="withPoints">Whether the points of each metric are wanted, 16 bytes per metric and row.</param>
    /// <param name="threads">How many threads may work; the result has the same bits for any number.</param>
    public static ScoredBook Of(ScoringProfile profile, BookRows rows, bool withPoints = false, int threads = 1)
    {
        var reader = new RowReader(new ColumnScorer(profile), rows);
        var book = new ScoredBook(profile, rows, withPoints, reader.Columns);
        int blocks = (rows.Count + RowReader.BlockRows - 1) / RowReader.BlockRows;
        if (threads > 1 && blocks > 1)
        {
            // A scorer keeps working memory for one row at a time, so each thread has its own.
            Parallel.For(0, blocks, new() { MaxDegreeOfParallelism = threads }, () => new RowReader(new ColumnScorer(profile), rows),
                (block, _, own) =>
                {
                    book.ScoreBlock(own, block);
                    return own;
                },
                _ => { });
        }
        else
        {
            for (int block = 0; block < blocks; block++)
                book.ScoreBlock(reader, block);
        }
        book.Judged = [.. rows.Known.Where(row => !double.IsNaN(book.Scores[row]))];
        return book;
    }

    /// <summary>A value of each judged row.</summary>
    public T[] OfJudged<T>(T[] values)
    {
        var judged = new T[Judged.Length];
        for (int i = 0; i < judged.Length; i++)
            judged[i] = values[Judged[i]];
        return judged;
    }

    /// <summary>Whether each judged row had the outcome.</summary>
    public bool[] JudgedEvents()
    {
        bool[] events = new bool[Judged.Length];
        for (int i = 0; i < events.Length; i++)
            events[i] = Rows.Outcomes[Judged[i]] == RowStatus.Event;
        return events;
    }

    private void ScoreBlock(RowReader reader, int block)
    {
        int start = block * RowReader.BlockRows, end = Math.Min(Rows.Count, start + RowReader.BlockRows);
        bool withPoints = PointsAdded.Length > 0;
        double[] added = withPoints ? new double[reader.Columns.Count] : [], lost = withPoints ? new double[reader.Columns.Count] : [];
        double[] changes = new double[GuardrailChanges.Length];
        reader.Load(start, end - start);
        for (int row = start; row < end; row++)
        {
            RowScore score = reader.Score(row - start, added, lost, changes);
            Scores[row] = score.Value ?? double.NaN;
            BeforeGuardrails[row] = score.ValueBeforeGuardrails ?? double.NaN;
            (Tiers[row], Segments[row], Coverage[row]) = (score.TierIndex, score.SegmentIndex, score.Coverage);
            for (int i = 0; i < changes.Length; i++)
                GuardrailChanges[i][row] = changes[i];
            for (int i = 0; i < PointsAdded.Length; i++)
                (PointsAdded[i][row], PointsLost[i][row]) = (added[i], lost[i]);
        }
    }
}
