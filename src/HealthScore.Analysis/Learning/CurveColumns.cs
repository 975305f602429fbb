using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Learning;

/// <summary>
/// A metric's curve as columns to learn from, one for each piece that rises or falls: the share of that piece that a row lacks, or has where high
/// scores are to have the outcome. Where a row's points are not those of the curve for its value - completed, under a curve of its segment, or points
/// for a missing value - it lacks the same share of every piece.
/// </summary>
internal sealed class CurveColumns
{
    private readonly Knot[] _knots;
    private readonly CurveIncrements _increments;
    private readonly int[] _pieces;

    private CurveColumns(LearningRows rows, int column, Knot[] knots, Outcome outcome)
    {
        (_knots, _increments) = (knots, new(knots));
        Curve = rows.CurveOf(column);
        _pieces = [.. Enumerable.Range(0, _increments.Changes.Count).Where(piece => _increments.Changes[piece] != 0)];
        double share = rows.Columns[column].Share;
        Shares = [.. _pieces.Select(piece => share * Math.Abs(_increments.Changes[piece]) / 100)];
        Causes = [.. _pieces.Select(_ => new double[rows.Rows.Length])];
        Fill(rows, column, outcome);
    }

    /// <summary>The present curve.</summary>
    public Curve Curve { get; }

    /// <summary>A column for each piece.</summary>
    public double[][] Causes { get; }

    /// <summary>What each piece is worth of the score today, 0 to 1.</summary>
    public double[] Shares { get; }

    /// <summary>Lays out a metric's curve; null where it has fewer than two pieces, so that there is nothing to learn but its weight.</summary>
    /// <param name="rows">The rows, taken with how much of each column's points is their own.</param>
    /// <param name="column">The metric's column.</param>
    /// <param name="outcome">The outcome that is asked for.</param>
    /// <param name="refined">Whether knots are added where the fifths of the observed values meet.</param>
    /// <param name="among">Whether each row of the book takes part in that; all do if not given.</param>
    public static CurveColumns? Of(LearningRows rows, int column, Outcome outcome, bool refined, bool[]? among = null)
    {
        if (rows.Columns[column].IsDimension)
            return null;
        Curve curve = rows.CurveOf(column);
        Knot[] knots = refined ? Refined(rows, column, curve, among) : [.. curve.Knots];
        (Knot Left, Knot Right)[] pieces = [.. knots.Zip(knots.Skip(1))];
        // Between values that hardly differ no line of 100 points can be drawn, so these points have to stay.
        bool free = Array.TrueForAll(pieces, piece => piece.Left.X == piece.Right.X || double.IsFinite(100 / (piece.Right.X - piece.Left.X)));
        return free && pieces.Count(piece => piece.Left.Points != piece.Right.Points) > 1 ? new(rows, column, knots, outcome) : null;
    }

    /// <summary>The curve that slopes speak for, and the slope of 100 of its points; the present knots where no piece has a slope.</summary>
    /// <param name="slopes">A slope of each piece, 0 or more.</param>
    public (Knot[] Knots, double Slope) Learned(ReadOnlySpan<double> slopes)
    {
        double[] heights = new double[_knots.Length];
        for ((int knot, int next) = (1, 0); knot < heights.Length; knot++)
        {
            double change = _increments.Changes[knot - 1];
            heights[knot] = heights[knot - 1] + (change == 0 ? 0 : Math.Sign(change) * slopes[next++]);
        }
        (double lowest, double highest) = (heights.Min(), heights.Max());
        (double from, double to) = (Math.Round(Curve.LowestPoints), Math.Round(Curve.HighestPoints));
        if (!(highest > lowest) || !(to > from))
            return (_knots, 0);
        double scale = (to - from) / (highest - lowest);
        // The grid makes numbers that differ by rounding alone one number before they are made whole.
        return ([.. _knots.Zip(heights, (knot, height) => new Knot(knot.X, Math.Round(Math.Round(from + (height - lowest) * scale, 7))))],
            100 / scale);
    }

    private void Fill(LearningRows rows, int column, Outcome outcome)
    {
        double[] values = rows.ValuesOf(column);
        (double lowest, double highest) = (Curve.LowestPoints, Curve.HighestPoints);
        double[] lost = new double[_increments.Changes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            double cause = rows.Causes[column][i], points = outcome == Outcome.Churned ? 100 - 100 * cause : 100 * cause;
            if (rows.Own[column][i] > 1 - 1e-9 && Math.Abs(Curve.Evaluate(values[i]) - points) < 1e-6)
                _increments.Lose(values[i], lost);
            else
                Array.Fill(lost, (highest - points) / (highest - lowest));
            for (int piece = 0; piece < _pieces.Length; piece++)
                Causes[piece][i] = outcome == Outcome.Churned ? lost[_pieces[piece]] : 1 - lost[_pieces[piece]];
        }
    }

    private static Knot[] Refined(LearningRows rows, int column, Curve curve, bool[]? among)
    {
        double[] values = [.. rows.ValuesOf(column).Where((value, i) => double.IsFinite(value) && among?[rows.Rows[i]] != false).Order()];
        List<Knot> knots = [.. curve.Knots];
        foreach (double quantile in values.Length == 0 ? [] : (double[])[0.2, 0.4, 0.6, 0.8])
        {
            double x = TwoDigits(values[(int)(quantile * values.Length)]);
            int after = knots.FindIndex(knot => knot.X >= x);
            // Between knots that are a line apart, not a jump, a step or a corner that is there already.
            if (after > 0 && knots[after].X > x && knots[after].Points != knots[after - 1].Points)
                knots.Insert(after, new(x, curve.Evaluate(x)));
        }
        return [.. knots];
    }

    private static double TwoDigits(double value)
    {
        if (value == 0)
            return 0;
        double digit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        // As a decimal, so that 0.3 does not become 0.30000000000000004.
        return digit >= 1 ? Math.Round(value / digit) * digit : Math.Round(value, Math.Min(15, (int)Math.Round(-Math.Log10(digit))));
    }
}
