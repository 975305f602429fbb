namespace HealthScoring.Analysis.Learning;

/// <summary>
/// The judged rows of a book that weights can be learned from: those whose score is the mean by the profile's own weights. Rows of segments with
/// a weight of their own are left out, and rows whose score a guardrail changed, because no weight decides it; where a segment sets a
/// weight to 0, its customers say nothing about that metric.
/// </summary>
internal sealed class LearningRows
{
    private LearningRows(ScoredBook book, LearnedColumn[] columns, int[] rows)
    {
        (Book, Columns, Rows) = (book, columns, rows);
        (Events, Customers) = (new bool[rows.Length], new int[rows.Length]);
        for (int i = 0; i < rows.Length; i++)
            (Events[i], Customers[i]) = (book.Rows.Outcomes[rows[i]] == RowStatus.Event, book.Rows.Customers[rows[i]]);
    }

    /// <summary>The book.</summary>
    public ScoredBook Book { get; }

    /// <summary>What gets a slope each.</summary>
    public LearnedColumn[] Columns { get; }

    /// <summary>The rows, as rows of the book.</summary>
    public int[] Rows { get; }

    /// <summary>Whether each row had the outcome.</summary>
    public bool[] Events { get; }

    /// <summary>The number of each row's customer.</summary>
    public int[] Customers { get; }

    /// <summary>
    /// For each column the share, 0 to 1, of its points that each row lacks; for an outcome that high scores are to have, the share that it has.
    /// </summary>
    public double[][] Causes { get; private init; } = [];

    /// <summary>The same of the present score before guardrails.</summary>
    public double[] CauseOfScore { get; private init; } = [];

    /// <summary>How much of each column's points is each row's own, 0 to 1; the rest was completed. Empty unless asked for.</summary>
    public double[][] Own { get; private init; } = [];

    /// <summary>What each row counts: 1, and less where windows overlap.</summary>
    public double Weight { get; private init; }

    /// <summary>How many judged rows are of segments with a weight of their own.</summary>
    public int OfOtherWeights { get; private init; }

    /// <summary>
    /// Whether a segment of a profile gives something a weight of its own, and not 0: also the same as the profile's, for it stays when that one
    /// changes.
    /// </summary>
    public static bool HasOtherWeights(Segment segment) => segment.Weights.Values.Any(weight => weight > 0);

    /// <summary>Takes the rows of a book that was scored with the points of each metric.</summary>
    /// <param name="book">The book; its profile's score is a weighted mean.</param>
    /// <param name="outcome">The outcome that is asked for.</param>
    /// <param name="horizon">How long outcomes count.</param>
    /// <param name="withOwn">Whether it is wanted how much of each column's points is each row's own.</param>
    public static LearningRows Of(ScoredBook book, Outcome outcome, TimeSpan horizon, bool withOwn = false)
    {
        LearnedColumn[] columns = LearnedColumn.Of(book.Profile);
        bool[] other = [false, .. book.Profile.Segments.Select(HasOtherWeights)];
        int[] rows = [.. book.Judged.Where(row => !other[book.Segments[row] + 1] && book.Scores[row] == book.BeforeGuardrails[row])];
        double[][] causes = [.. columns.Select(_ => new double[rows.Length])], own = withOwn ? [.. columns.Select(_ => new double[rows.Length])] : [];
        double[] causeOfScore = new double[rows.Length], points = new double[columns.Length], owned = withOwn ? new double[columns.Length] : [];
        var completed = new CompletedPoints(book, columns);
        for (int i = 0; i < rows.Length; i++)
        {
            completed.Of(rows[i], points, owned);
            for (int column = 0; column < columns.Length; column++)
                causes[column][i] = Cause(points[column], outcome);
            for (int column = 0; column < owned.Length; column++)
                own[column][i] = owned[column];
            causeOfScore[i] = Cause(book.BeforeGuardrails[rows[i]], outcome);
        }
        return new(book, columns, rows)
        {
            OfOtherWeights = book.Judged.Count(row => other[book.Segments[row] + 1]),
            Causes = causes,
            CauseOfScore = causeOfScore,
            Own = own,
            Weight = RowWeights.Of(book.OfJudged(book.Rows.Customers), book.OfJudged(book.Rows.AsOf), horizon),
        };
    }

    /// <summary>The share of points that an outcome goes with.</summary>
    public static double Cause(double points, Outcome outcome) => (outcome == Outcome.Churned ? 100 - points : points) / 100;

    /// <summary>The present curve of a column that is a metric.</summary>
    public Curve CurveOf(int column) => Book.Profile.Dimensions[Columns[column].Dimension].Metrics[Columns[column].Metric].Curve;

    /// <summary>The values of a column that is a metric, by row; NaN where there is none.</summary>
    public double[] ValuesOf(int column)
    {
        double[] all = UsableValues.Of(
            Book.Profile.Dimensions.SelectMany(dimension => dimension.Metrics).First(one => one.Name == Columns[column].Name), Book.Rows.Values);
        return [.. Rows.Select(row => all[row])];
    }

    /// <summary>What each row counts in a fit.</summary>
    /// <param name="among">Whether each row of the book takes part; all do if not given.</param>
    public double[] WeightsOf(bool[]? among = null)
    {
        double[] weights = new double[Rows.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = among is null || among[Rows[i]] ? Weight : 0;
        return weights;
    }
}
