namespace HealthScoring.Analysis.Learning;

/// <summary>
/// The points of every column in every row, those that are missing or have faded completed by what the score does without them: the share of a metric
/// that is not there goes to its dimension, and that of a dimension to the score. The plain weighted mean of completed points is the score before
/// guardrails.
/// </summary>
internal sealed class CompletedPoints
{
    private const double LeastWeight = 1e-9, MostWeight = 1e9;

    private readonly ScoredBook _book;
    private readonly LearnedColumn[] _columns;
    private readonly (int First, int End, double Weight, int[] Metrics)[] _dimensions;
    private readonly double[]?[] _additive;
    private readonly double[] _shares;
    private readonly double[] _points;

    /// <summary>Takes a book that was scored with the points of each metric.</summary>
    public CompletedPoints(ScoredBook book, LearnedColumn[] columns)
    {
        (_book, _columns) = (book, columns);
        string[] metrics = [.. book.Metrics];
        _dimensions =
        [
            .. columns.Index().GroupBy(pair => pair.Item.Dimension).Select(same =>
            {
                Dimension dimension = book.Profile.Dimensions[same.Key];
                return (same.First().Index, same.Last().Index + 1, dimension.Weight, same.First().Item.IsDimension
                    ? dimension.Metrics.Select(metric => Array.IndexOf(metrics, metric.Name)).ToArray()
                    : [.. same.Select(pair => Array.IndexOf(metrics, pair.Item.Name))]);
            }),
        ];
        _additive = [.. _dimensions.Select(dimension => Additive(columns[dimension.First].Dimension))];
        (_shares, _points) = (new double[columns.Length], new double[_dimensions.Length]);
    }

    /// <summary>Completes the points of a row that has a score before guardrails.</summary>
    /// <param name="row">The row of the book.</param>
    /// <param name="points">Takes the points, 0 to 100, by column.</param>
    /// <param name="present">
    /// Takes how much of each column's points is the row's own, 0 to 1; empty where that is not wanted.
    /// </param>
    public void Of(int row, Span<double> points, Span<double> present = default)
    {
        Span<double> shares = stackalloc double[_dimensions.Length];
        double freshest = Read(row, points, shares);
        double score = _book.BeforeGuardrails[row];
        for (int d = 0; d < _dimensions.Length; d++)
        {
            (int first, int end, double weight, _) = _dimensions[d];
            // How fresh the dimension is compared with the freshest, and each metric with the freshest of the dimension.
            double fresh = freshest > 0 ? shares[d] / weight / freshest : 0, most = 0;
            for (int i = first; i < end; i++)
                most = Math.Max(most, _shares[i] / _columns[i].Weight);
            for (int i = first; i < end; i++)
            {
                double own = most > 0 ? _shares[i] / _columns[i].Weight / most : 0;
                double completed = own * points[i] + (1 - own) * _points[d];
                points[i] = fresh * completed + (1 - fresh) * score;
                if (!present.IsEmpty)
                    present[i] = fresh * own;
            }
        }
    }

    /// <summary>Reads what was earned, and returns the largest share of a dimension by its weight.</summary>
    private double Read(int row, Span<double> points, Span<double> shares)
    {
        (double known, double unknown) = (0, 0);
        for (int d = 0; d < _dimensions.Length; d++)
        {
            (int first, int end, double weight, int[] metrics) = _dimensions[d];
            (double added, double available) = (0, 0);
            foreach (int metric in metrics)
            {
                added += _book.PointsAdded[metric][row];
                available += _book.PointsAdded[metric][row] + _book.PointsLost[metric][row];
            }
            if (_additive[d] is { } alone)
            {
                // The points that a sum adds and loses do not say its share of the score: that is what the others leave.
                bool there = !double.IsNaN(alone[row]);
                (_points[d], _shares[first], shares[d]) = there ? (alone[row], 1, -1) : (0, 0, 0);
                points[first] = _points[d];
                unknown += there ? weight : 0;
                continue;
            }
            (_points[d], shares[d]) = (available > 0 ? 100 * added / available : 0, available / 100);
            known += shares[d];
            for (int i = first; i < end; i++)
            {
                if (!_columns[i].IsDimension)
                {
                    added = _book.PointsAdded[metrics[i - first]][row];
                    available = added + _book.PointsLost[metrics[i - first]][row];
                }
                (_shares[i], points[i]) = (available, available > 0 ? 100 * added / available : 0);
            }
        }
        double freshest = 0;
        for (int d = 0; d < _dimensions.Length; d++)
        {
            if (shares[d] < 0)
                shares[d] = Math.Max(0, 1 - known) * (_dimensions[d].Weight / unknown);
            freshest = Math.Max(freshest, shares[d] / _dimensions[d].Weight);
        }
        return freshest;
    }

    /// <summary>
    /// The points of a dimension of the formula "points", NaN where it has none: almost the score of a profile in which the others hardly count.
    /// </summary>
    private double[]? Additive(int dimension)
    {
        if (!IsAdditive(dimension))
            return null;
        Dimension[] others = [.. _columns.Select(column => column.Dimension).Distinct().Where(other => other != dimension)
            .Select(other => _book.Profile.Dimensions[other])];
        double largest = others.Length == 0 ? 1 : others.Max(other => other.Weight);
        ScoringProfile alone = _book.Profile.WithWeight(_book.Profile.Dimensions[dimension].Name, MostWeight);
        foreach (Dimension other in others)
            alone = alone.WithWeight(other.Name, Math.Max(LeastWeight, 1e-4 * other.Weight / largest));
        ScoredBook scored = ScoredBook.Of(alone, _book.Rows, withPoints: true);
        double[] points = scored.BeforeGuardrails;
        for (int row = 0; row < points.Length; row++)
        {
            double shareOfOthers = 0;
            foreach (int metric in _dimensions.Where(other => !IsAdditive(_columns[other.First].Dimension)).SelectMany(other => other.Metrics))
                shareOfOthers += (scored.PointsAdded[metric][row] + scored.PointsLost[metric][row]) / 100;
            if (shareOfOthers > 0.5)
                points[row] = double.NaN;
        }
        return points;
    }

    private bool IsAdditive(int dimension) => _book.Profile.Dimensions[dimension].Formula.Kind == FormulaKind.Points;
}
